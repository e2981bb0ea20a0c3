// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import dev.evenkeel.api.FlagUsageApi.CodeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The references to flags in a source tree.
///
/// A reference is a key delimited as in [KeywordMatcher]. A name in capitals before a quoted key on one line,
/// as in `PAYMENT_CORE = "payment-core"` or `PAYMENT_CORE("payment-core")`, is a constant for it, and each
/// delimited occurrence of that name is also a reference. A name assigned to several keys is not a constant.
///
/// @param byKey references of every flag, sorted by path and line
/// @param files number of scanned files
/// @param bytes number of scanned bytes
public record FlagReferenceReport(Map<String, List<CodeReference>> byKey, int files, long bytes) {
    private static final Comparator<CodeReference> ORDER =
            Comparator.comparing(CodeReference::path).thenComparingLong(CodeReference::line);

    /// Scans a tree: reads it once, and once more when it has constants.
    ///
    /// @param keys keys of the flags
    /// @param without files to exclude, such as the definition itself
    public static FlagReferenceReport scan(Path directory, Collection<String> keys, Collection<Path> without)
            throws IOException, InterruptedException {
        Set<Path> leftOut = new TreeSet<>();
        without.forEach(file -> leftOut.add(file.toAbsolutePath().normalize()));
        List<Path> sources = SourceFileFinder.find(directory).stream()
                .filter(file -> !leftOut.contains(file.toAbsolutePath().normalize()))
                .toList();
        List<ScannedFile> scanned = scan(directory, sources, keys);
        Map<String, String> constants = constants(scanned, keys);
        Map<String, TreeSet<CodeReference>> found = new TreeMap<>();
        keys.forEach(key -> found.put(key, new TreeSet<>(ORDER)));
        scanned.forEach(file -> file.hits().forEach(hit -> add(found, hit.word(), file, hit, false)));
        if (!constants.isEmpty()) {
            scan(directory, sources, constants.keySet())
                    .forEach(file -> file.hits()
                            .forEach(hit -> add(found, constants.getOrDefault(hit.word(), ""), file, hit, true)));
        }
        Map<String, List<CodeReference>> byKey = new TreeMap<>();
        found.forEach((key, references) -> byKey.put(key, List.copyOf(references)));
        long bytes = scanned.stream().mapToLong(ScannedFile::bytes).sum();
        int files = (int) scanned.stream().filter(file -> file.bytes() > 0).count();
        return new FlagReferenceReport(byKey, files, bytes);
    }

    /// Returns the flags without references, sorted.
    public List<String> unreferenced() {
        return byKey.keySet().stream().filter(key -> references(key).isEmpty()).toList();
    }

    public List<CodeReference> references(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    private static List<ScannedFile> scan(Path directory, List<Path> sources, Collection<String> wanted) {
        var words = new KeywordMatcher(wanted);
        return sources.parallelStream()
                .map(file -> ScannedFile.read(directory, file, words))
                .toList();
    }

    /// Keys by constant.
    private static Map<String, String> constants(List<ScannedFile> scanned, Collection<String> keys) {
        Map<String, Set<String>> held = new HashMap<>();
        for (ScannedFile file : scanned) {
            for (ScannedFile.KeywordHit hit : file.hits()) {
                if (hit.constant() != null) {
                    held.computeIfAbsent(hit.constant(), name -> new TreeSet<>())
                            .add(hit.word());
                }
            }
        }
        Map<String, String> constants = new HashMap<>();
        held.forEach((name, words) -> {
            if (words.size() == 1 && !keys.contains(name)) {
                constants.put(name, new ArrayList<>(words).getFirst());
            }
        });
        return constants;
    }

    /// Keeps the first reference in a line.
    private static void add(
            Map<String, TreeSet<CodeReference>> found,
            String key,
            ScannedFile file,
            ScannedFile.KeywordHit hit,
            boolean byConstant) {
        var reference = new CodeReference(file.path(), hit.line(), byConstant ? hit.word() : null);
        found.getOrDefault(key, new TreeSet<>(ORDER)).add(reference);
    }
}
