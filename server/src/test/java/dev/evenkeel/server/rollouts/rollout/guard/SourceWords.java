// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the Javadoc in a source file says, for references.
///
/// @param path of the file
/// @param lines of it
public record SourceWords(Path path, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("\\[(?:[A-Za-z.]*[.#])?([A-Za-z]+)](?!\\()");
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*)");
    /* For readers of the source. */
    private static final Pattern INSIDE = Pattern.compile(" ?(\\[RolloutPlan] checks (it|both)|Thread-safe)\\.");

    public SourceWords {
        lines = List.copyOf(lines);
    }

    /// That of a class, of whatever module of the repository.
    public static SourceWords of(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        String file = top.getName().replace('.', '/') + ".java";
        Path path = Stream.of("server", "engine", "files", "core")
                .map(module -> Path.of("..", module, "src", "main", "java").resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source of " + type));
        try {
            return new SourceWords(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is said of a declaration, without its parameters; paragraphs become one.
    ///
    /// @param declaration how its line begins
    public String of(String declaration) {
        return plain(String.join(
                " ",
                javadoc(Pattern.compile(declaration)).stream()
                        .takeWhile(line -> !line.startsWith("@"))
                        .filter(line -> !line.isEmpty())
                        .toList()));
    }

    /// The first paragraph of it.
    ///
    /// @param declaration how its line begins
    public String lead(String declaration) {
        return plain(String.join(
                " ",
                javadoc(Pattern.compile(declaration)).stream()
                        .takeWhile(line -> !line.isEmpty() && !line.startsWith("@"))
                        .toList()));
    }

    /// What is said of each parameter of a declaration.
    public Map<String, String> parameters(String declaration) {
        Map<String, String> all = new LinkedHashMap<>();
        String last = "";
        for (String line : javadoc(Pattern.compile(declaration))) {
            Matcher parameter = PARAMETER.matcher(line);
            if (parameter.matches()) {
                last = parameter.group(1);
                all.put(last, parameter.group(2));
            } else if (line.startsWith("@")) {
                last = "";
            } else {
                all.computeIfPresent(last, (name, before) -> before + " " + line.strip());
            }
        }
        all.replaceAll((name, words) -> plain(words));
        return all;
    }

    private List<String> javadoc(Pattern declaration) {
        List<String> words = new ArrayList<>();
        for (String line : lines) {
            String code = line.strip();
            if (code.startsWith("///")) {
                words.add(code.substring(3).strip());
            } else if (declaration.matcher(code).lookingAt()) {
                return words;
            } else if (!code.startsWith("@")) {
                words.clear();
            }
        }
        throw new IllegalStateException(path + " has no " + declaration);
    }

    private static String plain(String words) {
        String whole = INSIDE.matcher(words).replaceAll("");
        return LINK.matcher(whole).replaceAll("`$1`").replace("|", "\\|").strip();
    }
}
