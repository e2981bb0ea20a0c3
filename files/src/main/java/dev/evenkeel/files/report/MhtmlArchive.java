// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// An MHTML archive of a single page. Chromium loads nothing outside an archive, and renders it in a sandbox
/// without scripts and navigation. The page's own Content-Security-Policy enforces the same again. (A Chromium
/// with scripts disabled by its settings does not print: its printing is itself a script.)
final class MhtmlArchive {
    private static final String BOUNDARY = "evenkeel-report";
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;"
            + " base-uri 'none'; form-action 'none'";

    private MhtmlArchive() {}

    /// Returns the page with the policy before its content.
    static String withPolicy(String html) {
        return "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY
                + "\">" + html;
    }

    /// Returns the archive as text.
    static String create(String html) {
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
                Base64.getMimeEncoder().encodeToString(withPolicy(html).getBytes(StandardCharsets.UTF_8)),
                "--" + BOUNDARY + "--",
                "");
    }
}
