// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pages of the documentation.
///
/// @param categories pages of each category in reading order; a category without pages is absent
record DocSite(Map<DocCategory, List<DocPage>> categories) {
    private static final Pattern FILE = Pattern.compile("docs/([a-z-]+)/([a-z0-9-]+)\\.md");

    /// @param documents documents by path in the repository; the ones outside the folders of categories get no page
    static DocSite of(Map<Path, MarkdownDocument> documents) {
        Map<DocCategory, List<DocPage>> categories = new EnumMap<>(DocCategory.class);
        documents.forEach((path, document) -> {
            Matcher file = FILE.matcher(path.toString());
            if (file.matches()) {
                DocCategory.findBySlug(file.group(1))
                        .ifPresent(category -> categories
                                .computeIfAbsent(category, ignored -> new ArrayList<>())
                                .add(new DocPage(category, file.group(2), document)));
            }
        });
        categories
                .values()
                .forEach(pages -> pages.sort(Comparator.comparing(DocSite::sortKey, String.CASE_INSENSITIVE_ORDER)));
        return new DocSite(categories);
    }

    /* File names sort decisions by number and first steps by their order. */
    private static String sortKey(DocPage page) {
        return page.category() == DocCategory.DECISIONS || page.category() == DocCategory.GET_STARTED
                ? page.name()
                : page.title();
    }

    List<DocPage> pages() {
        return categories.values().stream().flatMap(List::stream).toList();
    }

    /// Returns the page at a distance from another one in its category; null beyond the ends.
    @Nullable
    DocPage neighbor(DocPage page, int distance) {
        List<DocPage> pages = categories.getOrDefault(page.category(), List.of());
        int at = pages.indexOf(page) + distance;
        return at >= 0 && at < pages.size() ? pages.get(at) : null;
    }
}
