// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flag;

import dev.evenkeel.core.flag.DefinitionNormalizer;
import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.DefinitionWarnings;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A loader of flag files in flagd's format, JSON or YAML (`.yaml`, `.yml`). Merges flags, shared rules and
/// metadata by name; later files win.
///
/// As in flagd, the files are usable despite an invalid rule, whose flag then evaluates to an error, a rule
/// result that is not a variant, or an unknown field. [#warnings] reports these.
public final class FlagFileLoader {
    private static final List<String> MERGED = List.of("flags", "$evaluators", "metadata");

    private final @Nullable String definition;
    private final List<String> warnings;

    private FlagFileLoader(@Nullable String definition, List<String> warnings) {
        this.definition = definition;
        this.warnings = List.copyOf(warnings);
    }

    /// Reads and validates all files. A single JSON file keeps its text unchanged, unless its flags are in an
    /// array.
    ///
    /// @throws InvalidFlagFilesException with every problem of every file
    public static FlagFileLoader load(List<Path> files) {
        Map<Path, ObjectNode> trees = new LinkedHashMap<>();
        Map<Path, String> texts = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            readFile(file, texts, trees, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFlagFilesException(problems);
        }
        if (trees.isEmpty()) {
            return new FlagFileLoader(null, List.of());
        }
        String merged = texts.size() == 1 ? texts.values().iterator().next() : merge(trees.values());
        return new FlagFileLoader(DefinitionNormalizer.withFlagsByKey(merged), validate(merged, trees));
    }

    /// Returns the merged definition, with its flags by key; empty when no file was given.
    public Optional<String> findDefinition() {
        return Optional.ofNullable(definition);
    }

    /// Returns invalid rules and settings without effect, each with file, location and remedy.
    public List<String> warnings() {
        return warnings;
    }

    private static void readFile(
            Path file, Map<Path, String> texts, Map<Path, ObjectNode> trees, List<String> problems) {
        try {
            String text = readText(file);
            if (JsonTextParser.parse(JsonTextParser.STRICT, text) instanceof ObjectNode object) {
                texts.put(file, text);
                trees.put(file, withFlagsByKey(object, text));
            } else {
                problems.add(file + ": not a JSON object; write {\"flags\":{…}}");
            }
        } catch (IOException e) {
            problems.add(file + ": cannot be read (" + e + "); check the path and its permissions");
        } catch (IllegalArgumentException e) {
            problems.add(file + ": " + e.getMessage());
        }
    }

    private static ObjectNode withFlagsByKey(ObjectNode tree, String text) {
        return tree.path("flags").isArray()
                ? (ObjectNode) JsonTextParser.STRICT.readTree(DefinitionNormalizer.withFlagsByKey(text))
                : tree;
    }

    private static String readText(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") ? YamlCodec.toJson(text) : text;
    }

    private static String merge(Iterable<ObjectNode> trees) {
        ObjectNode merged = JsonTextParser.STRICT.createObjectNode();
        for (ObjectNode tree : trees) {
            tree.properties().forEach(member -> {
                boolean byName = MERGED.contains(member.getKey()) && member.getValue() instanceof ObjectNode;
                if (byName && merged.get(member.getKey()) instanceof ObjectNode existing) {
                    existing.setAll((ObjectNode) member.getValue());
                } else {
                    merged.set(member.getKey(), member.getValue().deepCopy());
                }
            });
        }
        return merged.toPrettyString();
    }

    private static List<String> validate(String merged, Map<Path, ObjectNode> trees) {
        try {
            List<DefinitionProblem> problems =
                    new ArrayList<>(FlagSnapshot.parseTolerantly(merged, 0).problems());
            DefinitionWarnings review = DefinitionWarnings.of(merged);
            problems.addAll(review.unknownVariants());
            problems.addAll(review.unknownFields());
            return formatProblems(problems, trees);
        } catch (InvalidDefinitionException e) {
            throw new InvalidFlagFilesException(formatProblems(e.problems(), trees));
        }
    }

    private static List<String> formatProblems(List<DefinitionProblem> problems, Map<Path, ObjectNode> trees) {
        return problems.stream()
                .map(problem -> findOrigin(problem, trees) + ": " + problem)
                .toList();
    }

    /// The last file with a value at the location of the problem.
    private static Path findOrigin(DefinitionProblem problem, Map<Path, ObjectNode> trees) {
        String[] steps = problem.pointer().split("/", 4);
        String place = steps.length < 3 ? problem.pointer() : "/" + steps[1] + "/" + steps[2];
        Path found = trees.keySet().iterator().next();
        for (Map.Entry<Path, ObjectNode> file : trees.entrySet()) {
            JsonNode there = file.getValue().at(place);
            found = there.isMissingNode() ? found : file.getKey();
        }
        return found;
    }
}
