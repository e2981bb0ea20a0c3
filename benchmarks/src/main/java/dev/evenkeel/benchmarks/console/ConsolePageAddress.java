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

/// A page of the console at one path.
///
/// @param pattern as listed in docs/reference/access.md
/// @param path with the query; empty when no path of it is known
record ConsolePageAddress(String pattern, String path) {
    private static final Pattern ROW = Pattern.compile("^\\| `GET (/\\S*)` \\|", Pattern.MULTILINE);

    /// Returns the pages listed in the reference, in its order, each at one path or several. A page without
    /// variables needs no seeded data.
    ///
    /// @param home root of the repository
    static List<ConsolePageAddress> listAll(Path home, SeededData filled) throws IOException {
        Map<String, List<String>> known = addresses(filled);
        List<ConsolePageAddress> pages = new ArrayList<>();
        for (String pattern : readPatterns(home)) {
            known.getOrDefault(pattern, List.of(address(pattern, filled)))
                    .forEach(path -> pages.add(new ConsolePageAddress(pattern, path)));
        }
        return pages;
    }

    /// Returns every page that supports GET.
    static List<String> readPatterns(Path home) throws IOException {
        String access = Files.readString(home.resolve("docs/reference/access.md"));
        String pages = access.substring(access.indexOf("\n## Pages of the console"));
        return ROW.matcher(pages.substring(0, pages.indexOf("\n## ", 1)))
                .results()
                .map(MatchResult::group)
                .map(row -> row.substring(row.indexOf('/'), row.lastIndexOf('`')))
                .toList();
    }

    /// Whether a path of the page is known.
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

    /* Variables with the same meaning on every page. */
    private static String address(String pattern, SeededData filled) {
        String flag = pattern.startsWith("/changes/") ? filled.assessedFlag() : filled.editedFlag();
        String path = pattern.replace("{environment}", SeededData.ENVIRONMENT)
                .replace("{flag}", flag)
                .replace("{key}", flag)
                .replace("/manifests/{kind}", "/manifests/Flag")
                .replace("/slos/{name}", "/slos/slo-0");
        return path.contains("{") ? "" : path;
    }
}
