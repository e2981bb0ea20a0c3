// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Probe that measures what a browser without a cache loads for a page: the page, the styles, scripts, fonts
/// and images that it references, what those reference, and the data that its scripts request immediately.
/// Fonts count although a browser loads only those that it uses. Not thread-safe.
final class PageWeightProbe {
    /// Maximum number of ticks that a rollout page loads at once.
    static final int MAX_TICKS = 1_000;

    private static final Pattern NAMED = Pattern.compile("<(?:link|script)\\b[^>]*?\\b(?:href|src)=\"(/[^\"]*)\"");
    private static final Pattern IMPORTED = Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*['\"]([./][^'\"]*)['\"]");
    private static final Pattern IN_STYLE = Pattern.compile("url\\(\\s*['\"]?(?!data:|#|['\"])([^'\")]+)");
    private static final Pattern OF_ROLLOUT =
            Pattern.compile("<div id=\"rollout\"[^>]* data-api=\"([^\"]+)\" data-after=\"(\\d+)\"");
    private static final Pattern OF_EXPERIMENT = Pattern.compile("<div id=\"experiment\"[^>]* data-api=\"([^\"]+)\"");
    private static final Pattern OF_SLO = Pattern.compile("<div id=\"slo\"[^>]* data-api=\"([^\"]+)\"");

    private final ConsoleHttpClient browser;
    private final Map<String, ConsoleHttpClient.PageResponse> files = new HashMap<>();

    PageWeightProbe(ConsoleHttpClient browser) {
        this.browser = browser;
    }

    /// @param path without the version in the query
    /// @param bytes size as sent
    record LoadedAsset(String path, int bytes) {}

    /// The size of a page.
    ///
    /// @param htmlBytes size of the page itself, as sent
    /// @param bytes size of everything together
    /// @param parts everything except the page
    /// @param ticks ticks loaded by the charts; 0 without charts
    /// @param bytesWithAllTicks the total size with the maximum number of ticks, extrapolated from the mean
    ///     size of those loaded
    record PageWeight(int htmlBytes, int bytes, List<LoadedAsset> parts, int ticks, int bytesWithAllTicks) {
        PageWeight {
            parts = List.copyOf(parts);
        }
    }

    /// Loads everything that a page references.
    ///
    /// @throws IOException when a part is missing
    PageWeight measure(ConsoleHttpClient.PageResponse page) throws IOException, InterruptedException {
        List<LoadedAsset> parts = new ArrayList<>();
        List<String> names = new ArrayList<>(names(page.text(), NAMED));
        for (int i = 0; i < names.size(); i++) {
            ConsoleHttpClient.PageResponse file = file(names.get(i));
            parts.add(new LoadedAsset(names.get(i).split("[?]", 2)[0], file.bytes()));
            for (String further : findReferences(names.get(i), file.text())) {
                if (!names.contains(further)) {
                    names.add(further);
                }
            }
        }
        int ticks = 0;
        int more = 0;
        for (String figures : findDataRequests(page.text())) {
            ConsoleHttpClient.PageResponse pageResponse = get(figures);
            parts.add(new LoadedAsset(figures.split("[?]", 2)[0], pageResponse.bytes()));
            ticks = figures.contains("/ticks?")
                    ? JsonMapper.shared().readTree(pageResponse.text()).size()
                    : ticks;
            more += ticks == 0 ? 0 : (int) ((long) pageResponse.bytes() * MAX_TICKS / ticks) - pageResponse.bytes();
        }
        int bytes = page.bytes() + parts.stream().mapToInt(LoadedAsset::bytes).sum();
        return new PageWeight(page.bytes(), bytes, parts, ticks, bytes + more);
    }

    /* Requests that scripts send immediately. */
    private static List<String> findDataRequests(String html) {
        Matcher rollout = OF_ROLLOUT.matcher(html);
        if (rollout.find()) {
            return List.of(rollout.group(1) + "/ticks?after=" + rollout.group(2) + "&limit=" + MAX_TICKS);
        }
        return Stream.concat(
                        names(html, OF_EXPERIMENT).stream().map(api -> api + "/interim-analyses"),
                        names(html, OF_SLO).stream().map(api -> api + "/history"))
                .toList();
    }

    private static List<String> findReferences(String name, String text) {
        String path = name.split("[?]", 2)[0];
        Pattern pattern = path.endsWith(".css") ? IN_STYLE : path.endsWith(".js") ? IMPORTED : null;
        return pattern == null
                ? List.of()
                : names(text, pattern).stream()
                        .map(each -> URI.create(path).resolve(each.strip()).toString())
                        .toList();
    }

    private static List<String> names(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private ConsoleHttpClient.PageResponse file(String path) throws IOException, InterruptedException {
        ConsoleHttpClient.PageResponse known = files.get(path);
        if (known == null) {
            known = get(path);
            files.put(path, known);
        }
        return known;
    }

    private ConsoleHttpClient.PageResponse get(String path) throws IOException, InterruptedException {
        ConsoleHttpClient.PageResponse pageResponse = browser.get(path);
        if (!pageResponse.isDone()) {
            throw new IOException("a page names " + path + ", which was answered " + pageResponse.status());
        }
        return pageResponse;
    }
}
