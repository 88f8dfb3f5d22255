"""Wordings by which a body that is no page of the agency gives itself away.

The patterns of :func:`any_of` are for text folded by ``crawler.thai.fold_text``, the others for
text as it stands.
"""

import re

from crawler.thai import fold_text


def any_of(wordings: str) -> re.Pattern[str]:
    """A pattern for folded text of wordings, one a line or parted by ``;``.

    A ``~`` stands for up to 30 other characters.
    """
    folded = (fold_text(wording) for wording in re.split(r"[;\n]", wordings))
    escaped = (re.escape(wording).replace(r"\~", ".{0,30}?") for wording in folded if wording)
    return re.compile("|".join(escaped))


NOT_FOUND = any_of("""
    page not found; page cannot be found; page can't be found; page could not be found
    object not found; file not found; file or directory not found; url not found; 404 not found
    error 404; 404 error; http 404; 404 page; requested url~not found; page~does not exist
    page~doesn't exist; page you~looking for~not; page you~requested~not
    ไม่พบหน้าเว็บ; ไม่พบหน้าเพจ; ไม่พบหน้านี้; ไม่พบหน้าดังกล่าว; ไม่พบเว็บเพจ; ไม่พบเพจ; ไม่พบ url; ไม่พบลิงก์ที่
    ไม่พบหน้าที่คุณ; ไม่พบหน้าที่ท่าน; ไม่พบหน้าที่ต้องการ; ไม่พบหน้าที่ร้องขอ; ไม่พบหน้าที่ค้นหา; ไม่พบหน้าที่เรียก
    ไม่มีหน้านี้; ไม่มีหน้าเว็บนี้; ไม่มีหน้าที่คุณ; ไม่มีหน้าที่ท่าน
    file does not exist; file doesn't exist; no such file; file~no longer exists; document not found
    ไม่พบไฟล์ที่; ไม่พบไฟล์นี้; ไม่พบไฟล์ดังกล่าว; ไม่พบไฟล์เอกสารที่; ไม่พบเอกสารที่ต้องการ; ไม่พบเอกสารที่ร้องขอ
    ไม่มีไฟล์นี้; ไม่มีไฟล์ที่คุณ; ไม่มีไฟล์ที่ท่าน; ไฟล์ที่คุณ~ไม่พบ; ไฟล์ที่ท่าน~ไม่พบ; ไฟล์นี้ถูกลบ; ไฟล์ถูกลบไปแล้ว
    หน้าที่คุณ~ไม่พบ; หน้าที่ท่าน~ไม่พบ; หน้าเว็บที่~ไม่พบ; หน้าที่คุณ~ไม่มีอยู่; หน้าที่ท่าน~ไม่มีอยู่
""")
# The whole of a title part or a heading: a longer one is about something else ("ห้อง 404").
NOT_FOUND_WHOLE = re.compile(
    r"\W*(?:error|oops|http|ผิดพลาด)?\W*404\W*|\W*(?:404\W*)?(?:not\s*found|ไม่พบหน้า)\W*(?:404\W*)?",
    re.IGNORECASE,
)
# At the address of a file, over a few words and nothing else: the server's error page.
FILE_ERROR = any_of(
    "error; ผิดพลาด; not found; ไม่พบ; ขออภัย; unavailable; ไม่สามารถเปิด; ไม่สามารถดาวน์โหลด"
)
TITLE_PARTS = re.compile(r"\s+[|\-–—:»·]+\s+|\s*[|–—»·]\s*")

LOGIN = any_of("""
    เข้าสู่ระบบ; ลงชื่อเข้าใช้; ลงชื่อเข้าสู่ระบบ; ล็อกอิน; ล๊อกอิน; log in; log into; login; sign in; signin
""")
ACCOUNT_LOGIN = any_of("""
    sign in - google accounts; google drive: sign-in; ลงชื่อเข้าใช้ - บัญชี google
""")

SITE_MAINTENANCE = any_of("""
    ปิดปรับปรุงเว็บ; ปิดปรับปรุงระบบ; ปิดปรับปรุงเซิร์ฟเวอร์; ปิดเว็บไซต์~ปรับปรุง; ปิดระบบ~ปรับปรุง
    เว็บไซต์~ปิดปรับปรุง; ระบบ~ปิดปรับปรุง; เว็บไซต์~อยู่ระหว่าง~ปรับปรุง; ระบบ~อยู่ระหว่าง~ปรับปรุง
    เว็บไซต์กำลังปรับปรุง; ระบบกำลังปรับปรุง; กำลังปรับปรุงเว็บไซต์; กำลังปรับปรุงระบบ
    ระหว่างปรับปรุงเว็บ; ระหว่างการปรับปรุงเว็บ; ระหว่างปรับปรุงระบบ; ระหว่างการปรับปรุงระบบ
    ระหว่างพัฒนาเว็บไซต์; ระหว่างการพัฒนาเว็บไซต์; ระหว่างบำรุงรักษา; ระหว่างการบำรุงรักษา
    under maintenance; down for maintenance; scheduled maintenance; maintenance mode
    undergoing maintenance; performing maintenance; site is under construction
    site under construction; site is currently under construction
""")
BARE_MAINTENANCE = any_of("""
    ปิดปรับปรุง; อยู่ระหว่างปรับปรุง; อยู่ระหว่างการปรับปรุง; under construction
""")
# What is being improved when it is not the website.
OTHER_WORKS = any_of("""
    ประปา; ไฟฟ้า; ระบายน้ำ; จราจร; ปรับปรุงถนน; ปรับปรุงอาคาร; ปรับปรุงสถานที่; ปรับปรุงภูมิทัศน์; ก่อสร้างถนน
""")
ABOUT_DATA = any_of("ปรับปรุงข้อมูล; ปรับปรุงเนื้อหา; ปรับปรุงเอกสาร; ปรับปรุงคู่มือ; ปรับปรุงแผน; ปรับปรุงคำสั่ง")

BLOCKED_HEAD = any_of("""
    just a moment; attention required! | cloudflare; access denied; access to this page has
    access blocked; 403 forbidden; request rejected; request blocked; web page blocked
    security check; human verification; robot check; are you a robot; are you human
    pardon our interrup; ddos protection; ddos-guard; one moment, please; website firewall
    not acceptable
    ไม่อนุญาตให้เข้าถึง; ปฏิเสธการเข้าถึง; การเข้าถึงถูกปฏิเสธ; การเข้าถึงถูกปิดกั้น; ถูกระงับการเข้าถึง
""")
BLOCKED_TEXT = any_of("""
    checking your browser; checking if the site connection is secure; cloudflare ray id
    enable javascript and cookies to continue; verify you are human; verifying you are human
    incapsula incident id; sucuri cloudproxy; sucuri website firewall; mod_security
    the requested url was rejected; your request has been blocked; request was blocked
    you have been blocked; blocked by the security; blocked by network security; attack id:
    your access to this site has been limited; potentially unsafe operation
    you don't have permission to access; not a robot; ไม่ใช่หุ่นยนต์; ไม่ใช่โปรแกรมอัตโนมัติ
    ไม่อนุญาตให้เข้าถึง; ปฏิเสธการเข้าถึง; คำขอของคุณถูกบล็อก; คำขอของท่านถูกบล็อก; คำขอถูกปฏิเสธ
""")

PARKED_HEAD = any_of("""
    apache2 ubuntu default page; apache2 debian default page; apache2 default page
    test page for the apache; test page for the nginx; test page for the http server
    welcome to nginx; welcome to openresty; iis windows server; welcome to centos; iis7
    default web site page; domain default page; web server's default page; welcome to xampp
    directadmin default page; account suspended; domain for sale; domain is for sale
    domain may be for sale; buy this domain; parked domain; domain parked; domain expired
    domain has expired; website expired; hosting expired; โดเมนหมดอายุ; โดเมนนี้หมดอายุ; ขายโดเมนนี้
    โฮสติ้งหมดอายุ; hosting หมดอายุ; เว็บไซต์หมดอายุ; เว็บไซต์นี้หมดอายุ; ประกาศขายโดเมน
""")
PARKED_TEXT = any_of("""
    this domain is for sale; this domain may be for sale; buy this domain; parked free
    domain is parked; this account has been suspended; this domain has expired
    default page for this server; default web page for this server; nginx web server is success
    future home of something quite cool; โดเมนนี้หมดอายุ; โดเมนเนมนี้หมดอายุ; เว็บไซต์นี้หมดอายุ
    โฮสติ้งหมดอายุ; hosting หมดอายุ; โดเมนนี้ถูกประกาศขาย; หมดอายุการใช้งาน~hosting; หมดอายุ~โฮสติ้ง
""")
IT_WORKS = "itworks!"

GAMBLING = any_of("""
    สล็อต; สล๊อต; บาคาร่า; คาสิโน; เว็บพนัน; พนันออนไลน์; แทงบอล; หวยออนไลน์; เว็บหวย; ยิงปลา; ไฮโล; รูเล็ต
    เสือมังกร; pg slot; ufabet; sa gaming; sexy baccarat; joker123; superslot; betflix; slot gacor
    slot online; situs slot; judi online; togel; toto slot; maxwin; pragmatic play; casino; baccarat
    slot88; bandar slot
""")
ENTICEMENT = any_of("""
    เครดิตฟรี; ฝากถอน; ฝาก-ถอน; ไม่มีขั้นต่ำ; เว็บตรง; แตกง่าย; โบนัส; ทดลองเล่น; วอเลท; วอลเล็ต; สมัครเลย
    สมัครสมาชิกใหม่; ทางเข้า; แจ็คพอต; แจกเครดิต; เดิมพันขั้นต่ำ; อัตราจ่าย; gacor; daftar; bonus; deposit
    jackpot; free credit; rtp; link alternatif; terpercaya
""")
WARNING = any_of("""
    เตือน; จับกุม; ปราบปราม; ผิดกฎหมาย; โทษของ; โทษทาง; บทลงโทษ; รู้เท่าทัน; ปิดกั้น; ตำรวจ; ภัยพนัน; ภัยออนไลน์
""")

NEEDS_SCRIPT = any_of("""
    enable javascript; javascript to run this app; without javascript; requires javascript
    javascript is disabled; javascript is required; เปิดใช้งาน javascript; เปิดใช้ javascript
    เปิดการใช้งาน javascript; ต้องใช้ javascript; เปิดใช้งานจาวาสคริปต์
""")
LOADING = any_of("loading; please wait; กำลังโหลด; โปรดรอสักครู่; กรุณารอสักครู่")
