// เมนูด้านซ้าย
function tg(e){e.nextElementSibling.style.display=e.nextElementSibling.style.display=="none"?"block":"none";}
