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
/// @param pattern as listed in spec/permissions.md
/// @param path with the query; empty when no path of it is known
record ConsolePageAddress(String pattern, String path) {
    private static final Pattern ROW = Pattern.compile("^\\| `GET (/\\S*)` \\|", Pattern.MULTILINE);

    /// Returns the pages listed in the reference, in its order, each at one path or several. A page without
    /// variables needs no seeded data.
    ///
    /// @param home root of the repository
    static List<ConsolePageAddress> listAll(Path home, SeededData seededData) throws IOException {
        Map<String, List<String>> known = addresses(seededData);
        List<ConsolePageAddress> pages = new ArrayList<>();
        for (String pattern : readPatterns(home)) {
            known.getOrDefault(pattern, List.of(address(pattern, seededData)))
                    .forEach(path -> pages.add(new ConsolePageAddress(pattern, path)));
        }
        return pages;
    }

    /// Returns every page that supports GET.
    static List<String> readPatterns(Path home) throws IOException {
        String access = Files.readString(home.resolve("spec/permissions.md"));
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

    private static Map<String, List<String>> addresses(SeededData seededData) {
        String reported = "/changes/" + seededData.change();
        String begun = "/changes/" + seededData.running().id();
        return Map.of(
                "/audit",
                List.of(
                        "/audit",
                        "/audit?subject=default%2F" + seededData.editedFlag(),
                        "/audit?actor=admin&action=flag",
                        "/audit?action=nothing.like.it",
                        "/audit?before=" + seededData.newestEntry() / 2),
                "/audit/{number:[0-9]+}",
                List.of("/audit/" + seededData.newestEntry()),
                "/assessments/{id}",
                List.of("/assessments/" + seededData.assessment()),
                "/assessments/{id}/memo.html",
                List.of("/assessments/" + seededData.assessment() + "/memo.html"),
                "/changes",
                List.of("/changes", "/changes?q=flag-1", "/changes?service=service-1"),
                "/changes/{id}",
                List.of(begun, reported),
                "/experiments/{id}",
                List.of("/experiments/" + seededData.experiment()),
                "/flags",
                List.of("/flags", "/flags?environment=default&q=9", "/flags?environment=default&state=running"),
                "/incidents/{id}",
                List.of("/incidents/" + seededData.incident()),
                "/rollouts/{id}",
                List.of("/rollouts/" + seededData.running().id(), "/rollouts/" + seededData.ended()));
    }

    /* Variables with the same meaning on every page. */
    private static String address(String pattern, SeededData seededData) {
        String flag = pattern.startsWith("/changes/") ? seededData.assessedFlag() : seededData.editedFlag();
        String path = pattern.replace("{environment}", SeededData.ENVIRONMENT)
                .replace("{flag}", flag)
                .replace("{key}", flag)
                .replace("/manifests/{kind}", "/manifests/Flag")
                .replace("/slos/{name}", "/slos/slo-0");
        return path.contains("{") ? "" : path;
    }
}
