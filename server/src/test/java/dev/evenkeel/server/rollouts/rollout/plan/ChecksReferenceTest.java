// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.gates.gate.Gate;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the tables of docs/reference/checks-and-gates.md with the code. Fields, types, ranges and defaults of a
/// plan come from its parser, which parses changed copies of the examples on the page.
final class ChecksReferenceTest {
    private static final String PAGE = "reference/checks-and-gates.md";
    private static final Pattern SECTION = Pattern.compile("(?m)^### `([A-Za-z_-]+)`$");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[a-zA-Z]+` \\| [^|]* \\| [^|]* \\| [^|]*?) \\| .+ \\|$");
    private static final Pattern NAME = Pattern.compile("(?m)^\\| \\[?`([A-Za-z_-]+)`");
    private static final Pattern HOURS = Pattern.compile("PT([0-9]+)H");
    private static final String PARTS = "an array";
    private static final String WHOLE = "plan";

    /* Names of types: in messages of the parser, on the page. */
    private static final Map<String, String> TYPES = Map.of(
            "a string", "text",
            "a number", "number",
            "an integer", "integer",
            "true or false", "true or false",
            "an array of strings", "texts",
            "an ISO 8601 duration such as \"PT30S\"", "duration",
            "a percentage from 0 to 100 with at most two decimals", "percent");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs").resolve(PAGE));
    }

    /* Text of each section whose heading is a name, by name. */
    private static Map<String, String> sections() throws IOException {
        String page = page();
        Map<String, String> sections = new LinkedHashMap<>();
        List<MatchResult> headings = SECTION.matcher(page).results().toList();
        for (MatchResult heading : headings) {
            Matcher next = Pattern.compile("(?m)^##").matcher(page);
            int end = next.find(heading.end()) ? next.start() : page.length();
            sections.put(heading.group(1), page.substring(heading.end(), end));
        }
        return sections;
    }

    private static JsonNode example(String name) throws IOException {
        Matcher yaml = YAML.matcher(sections().getOrDefault(name, ""));
        assertThat(yaml.find())
                .as("%s has a section `%s` with an example", PAGE, name)
                .isTrue();
        return JsonMapper.shared().readTree(YamlCodec.toJson(yaml.group(1)));
    }

    private static PlanParserProbe plan() throws IOException {
        return PlanParserProbe.of(example(WHOLE), "");
    }

    /// Names of all parts of a plan, from its parser.
    private static List<String> planParts() throws IOException {
        List<String> parts = new ArrayList<>(List.of(WHOLE));
        PlanParserProbe whole = plan();
        for (String part : whole.fields()) {
            if (isPart(whole.type(part)) && !part.equals("guardrails")) {
                parts.add(part);
            }
        }
        PlanParserProbe.of(example("errors"), "/guardrails").fields().stream()
                .filter(part -> !part.equals("metrics"))
                .forEach(parts::add);
        parts.addAll(kinds());
        return parts;
    }

    private static List<String> kinds() {
        return Stream.of(CustomMetricGuardrail.class.getPermittedSubclasses())
                .map(type -> type.getAnnotation(JsonTypeName.class).value())
                .toList();
    }

    private static boolean isPart(String type) {
        return type.equals(PARTS) || type.equals("an object");
    }

    private static PlanParserProbe probe(String part) throws IOException {
        JsonNode example = example(part);
        return PlanParserProbe.of(example, pointer(part, example));
    }

    private static String pointer(String part, JsonNode example) {
        if (part.equals(WHOLE)) {
            return "";
        }
        JsonNode metrics = example.at("/guardrails/metrics");
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).path("kind").asString("").equals(part)) {
                return "/guardrails/metrics/" + i;
            }
        }
        String at = example.has(part) ? "/" + part : "/guardrails/" + part;
        assertThat(example.at(at).isMissingNode())
                .as("the example of %s has one", part)
                .isFalse();
        return example.at(at).isArray() ? at + "/0" : at;
    }

    @ParameterizedTest
    @MethodSource("planParts")
    void documentsFieldsTypesRangesAndDefaultsOfParser(String part) throws Exception {
        PlanParserProbe probe = probe(part);
        List<String> rows = new ArrayList<>();
        for (String field : probe.fields()) {
            rows.add("`%s` | %s | %s | %s"
                    .formatted(field, type(probe, part, field), probe.range(field), documentedDefault(probe, field)));
        }
        assertThat(ROW.matcher(sections().getOrDefault(part, ""))
                        .results()
                        .map(row -> row.group(1))
                        .toList())
                .as("fields of %s in %s, before the column \"meaning\"", part, PAGE)
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String type(PlanParserProbe probe, String part, String field) {
        String type = probe.type(field);
        if (field.equals("kind")) {
            return "`" + part + "`";
        }
        if (field.equals("guardrails")) {
            return "[object](#checks-of-a-plan)";
        }
        if (isPart(type)) {
            return "[" + (type.equals(PARTS) ? "list" : "object") + "](#" + field.toLowerCase(Locale.ROOT) + ")";
        }
        if (type.startsWith("one of ")) {
            return Arrays.stream(type.substring("one of ".length()).split(", "))
                    .map(word -> "`" + word + "`")
                    .collect(Collectors.joining(", "));
        }
        assertThat(TYPES).as("how %s calls a type", PAGE).containsKey(type);
        return TYPES.getOrDefault(type, "");
    }

    /* Lists and objects have their own sections. */
    private static String documentedDefault(PlanParserProbe probe, String field) {
        if (isPart(probe.type(field))) {
            return "the template's";
        }
        if (field.equals("template")) {
            return "`standard`";
        }
        if (field.equals("name")) {
            return "the name of the template that is given; else `own`";
        }
        JsonNode usual = probe.defaultOf(field);
        if (usual == null) {
            return "required";
        }
        Map<String, List<String>> shipped = new LinkedHashMap<>();
        for (RolloutPlan plan : NamedPlanLookup.listBuiltIn()) {
            JsonNode said = probe.valueIn(plan, field);
            if (!said.isMissingNode()) {
                shipped.computeIfAbsent(format(said), value -> new ArrayList<>())
                        .add("`" + plan.name() + "`");
            }
        }
        boolean ofTemplate = !probe.isElement()
                && shipped.getOrDefault(format(usual), List.of()).contains("`standard`");
        return !ofTemplate || shipped.size() == 1
                ? format(usual)
                : shipped.entrySet().stream()
                        .map(one -> one.getKey() + " (" + String.join(", ", one.getValue()) + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String format(JsonNode value) {
        if (value.isArray() && value.isEmpty()) {
            return "none";
        }
        String words = value.isString() ? value.stringValue() : value.toString();
        Matcher hours = HOURS.matcher(words);
        return hours.matches() && Integer.parseInt(hours.group(1)) % 24 == 0
                ? "P" + Integer.parseInt(hours.group(1)) / 24 + "D"
                : words.replaceFirst("\\.0$", "");
    }

    @Test
    void documentsEveryGuardrailAndItsVerdicts() throws IOException {
        List<String> checks = new ArrayList<>();
        for (String part : planParts()) {
            if (isGuardrail(part) && !part.equals("sources")) {
                checks.add(part);
            }
        }
        assertThat(checks).hasSizeGreaterThan(kinds().size());
        for (String check : checks) {
            assertThat(page()).as("the first table").contains("| [`" + check + "`](#");
            String answers = sections()
                    .getOrDefault(check, "")
                    .lines()
                    .filter(line -> line.startsWith("- **Answers**"))
                    .collect(Collectors.joining());
            assertThat(CODE.matcher(answers).results().map(one -> one.group(1)).toList())
                    .as("answers of %s", check)
                    .isNotEmpty()
                    .isSubsetOf(verdicts());
        }
    }

    private static boolean isGuardrail(String part) throws IOException {
        return probe(part).pointer().startsWith("/guardrails");
    }

    @Test
    void documentsEveryVerdictActionAndHoldKind() throws IOException {
        assertThat(firstColumn("verdict")).containsExactlyElementsOf(verdicts());
        assertThat(firstColumn("action")).containsExactlyElementsOf(names(GuardrailAction.values()));
        assertThat(firstColumn("waits for")).containsExactlyElementsOf(names(HoldKind.values()));
    }

    /* Names in the first column of the table with this header. */
    private static List<String> firstColumn(String header) throws IOException {
        String page = page();
        int start = page.indexOf("\n| " + header + " | ");
        assertThat(start).as("%s has a table of each %s", PAGE, header).isNotNegative();
        String table = page.substring(start, page.indexOf("\n\n", start + 1));
        return NAME.matcher(table).results().map(row -> row.group(1)).toList();
    }

    private static List<String> verdicts() {
        return Arrays.stream(Verdict.class.getPermittedSubclasses())
                .map(verdict -> verdict.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT))
                .toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    @Test
    void documentsEveryGate() throws IOException {
        List<String> gates = gates();
        assertThat(firstColumn("gate")).containsExactlyElementsOf(gates);
        String page = page();
        String ofGates = page.substring(page.indexOf("\n## Gates\n"));
        assertThat(SECTION.matcher(ofGates).results().map(one -> one.group(1)).toList())
                .as("sections of gates")
                .containsExactlyElementsOf(gates);
    }

    /* Every gate that the server brings, by the name that it has. */
    private static List<String> gates() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Gate.class));
        List<String> gates = new ArrayList<>();
        for (BeanDefinition bean : scanner.findCandidateComponents("dev.evenkeel.server")) {
            Class<?> type = type(bean.getBeanClassName());
            if (type.getProtectionDomain().equals(Gate.class.getProtectionDomain())) {
                gates.add(name(type));
            }
        }
        return gates.stream().sorted().toList();
    }

    private static Class<?> type(@Nullable String name) {
        try {
            return Class.forName(name, false, ChecksReferenceTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Class<?> gate) {
        try {
            Field name = gate.getDeclaredField("NAME");
            name.setAccessible(true);
            return (String) name.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(gate + " has no NAME", e);
        }
    }
}
