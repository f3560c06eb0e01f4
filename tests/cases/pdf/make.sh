#!/bin/sh
# Makes the PDFs of this folder anew: needs groff with its PDF device, qpdf and python3.
set -eu
cd "$(dirname "$0")"
groff -K utf8 -Tpdf -ms two_columns.ms > two_columns.pdf
qpdf --encrypt "" owner 128 --use-aes=n --allow-weak-crypto -- two_columns.pdf locked_for_changes.pdf 2> /dev/null ||
    qpdf --allow-weak-crypto --encrypt "" owner 128 --use-aes=n -- two_columns.pdf locked_for_changes.pdf
qpdf --encrypt secret owner 256 -- two_columns.pdf wants_a_password.pdf
head -c 6000 two_columns.pdf > cut_off.pdf
python3 - <<'EOF'
import zlib
picture = zlib.compress(bytes(64 * 64))
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>",
    b"<< /Length 27 >>\nstream\nq 595 0 0 842 0 0 cm /P Do Q\nendstream".replace(b"27", b"28"),
    b"<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 8 /ColorSpace /DeviceGray "
    b"/Filter /FlateDecode /Length %d >>\nstream\n" % len(picture) + picture + b"\nendstream",
]
out, places = b"%PDF-1.4\n", []
for number, it in enumerate(objects, 1):
    places.append(len(out))
    out += b"%d 0 obj\n" % number + it + b"\nendobj\n"
start = len(out)
out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
out += b"".join(b"%010d 00000 n \n" % it for it in places)
out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
open("scanned.pdf", "wb").write(out)
EOF
