// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A page of the console at one address.
///
/// @param pattern as docs/reference/access.md has it
/// @param path with the query; empty when no address of it is known
record ConsolePageAddress(String pattern, String path) {
    private static final Pattern ROW = Pattern.compile("^\\| `GET (/\\S*)` \\|", Pattern.MULTILINE);

    /// The pages that the reference lists, in its order, each at one address or several; a page without a
    /// variable needs nothing to be known of it.
    ///
    /// @param home root of the repository
    static List<ConsolePageAddress> all(Path home, SeededData filled) throws IOException {
        Map<String, List<String>> known = addresses(filled);
        List<ConsolePageAddress> pages = new ArrayList<>();
        for (String pattern : patterns(home)) {
            known.getOrDefault(pattern, List.of(address(pattern, filled)))
                    .forEach(path -> pages.add(new ConsolePageAddress(pattern, path)));
        }
        return pages;
    }

    /// Every page that can be asked for with GET.
    static List<String> patterns(Path home) throws IOException {
        String access = Files.readString(home.resolve("docs/reference/access.md"));
        String pages = access.substring(access.indexOf("\n## Pages of the console"));
        return ROW.matcher(pages.substring(0, pages.indexOf("\n## ", 1)))
                .results()
                .map(MatchResult::group)
                .map(row -> row.substring(row.indexOf('/'), row.lastIndexOf('`')))
                .toList();
    }

    /// Whether an address of it is known.
    boolean isKnown() {
        return !path.isEmpty();
    }

    private static Map<String, List<String>> addresses(SeededData filled) {
        String reported = "/changes/" + filled.change();
        String begun = "/changes/" + filled.running().id();
        return Map.of(
                "/audit",
                List.of(
                        "/audit",
                        "/audit?subject=default%2F" + filled.editedFlag(),
                        "/audit?actor=admin&action=flag",
                        "/audit?action=nothing.like.it",
                        "/audit?before=" + filled.newestEntry() / 2),
                "/audit/{number:[0-9]+}",
                List.of("/audit/" + filled.newestEntry()),
                "/assessments/{id}",
                List.of("/assessments/" + filled.assessment()),
                "/assessments/{id}/memo.html",
                List.of("/assessments/" + filled.assessment() + "/memo.html"),
                "/changes",
                List.of("/changes", "/changes?q=flag-1", "/changes?service=service-1"),
                "/changes/{id}",
                List.of(begun, reported),
                "/experiments/{id}",
                List.of("/experiments/" + filled.experiment()),
                "/flags",
                List.of("/flags", "/flags?environment=default&q=9", "/flags?environment=default&state=running"),
                "/incidents/{id}",
                List.of("/incidents/" + filled.incident()),
                "/rollouts/{id}",
                List.of("/rollouts/" + filled.running().id(), "/rollouts/" + filled.ended()));
    }

    /* Names that mean the same on every page. */
    private static String address(String pattern, SeededData filled) {
        String flag = pattern.startsWith("/changes/") ? filled.assessedFlag() : filled.editedFlag();
        String path = pattern.replace("{environment}", SeededData.ENVIRONMENT)
                .replace("{flag}", flag)
                .replace("{key}", flag)
                .replace("/files/{kind}", "/files/Flag")
                .replace("/slos/{name}", "/slos/slo-0");
        return path.contains("{") ? "" : path;
    }
}
