// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A page as an archive of itself alone, in MHTML. Chromium takes an archive for what it is: it loads nothing
/// that is not in it, and runs it in a sandbox in which no script runs and no page replaces it. The page's own
/// Content-Security-Policy says the same once more. (A Chromium whose settings turn scripts off does not print:
/// it is a script of its own that prints.)
final class MhtmlArchive {
    private static final String BOUNDARY = "evenkeel-report";
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;"
            + " base-uri 'none'; form-action 'none'";

    private MhtmlArchive() {}

    /// The page with a policy before everything else that it says.
    static String page(String html) {
        return "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY
                + "\">" + html;
    }

    /// The archive as text.
    static String of(String html) {
        return String.join(
                "\r\n",
                "MIME-Version: 1.0",
                "Content-Type: multipart/related; type=\"text/html\"; boundary=\"" + BOUNDARY + "\"",
                "",
                "--" + BOUNDARY,
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: base64",
                "Content-Location: https://report.invalid/",
                "",
                Base64.getMimeEncoder().encodeToString(page(html).getBytes(StandardCharsets.UTF_8)),
                "--" + BOUNDARY + "--",
                "");
    }
}
