// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.docs.GeneratedDocRegion;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.MetricGuardrailType;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.rollouts.rollout.guard.SourceWords;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// docs/reference/checks.md says of every part of a plan and of every gate what the code says.
///
/// Fields, types, ranges and defaults are asked of the reader of plans itself, by changing the page's examples.
final class ChecksReferenceTest {
    private static final String PAGE = "reference/checks.md";
    private static final Pattern SECTION = Pattern.compile("(?m)^### `([A-Za-z_]+)`$");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern HOURS = Pattern.compile("PT([0-9]+)H");
    private static final String PARTS = "an array";
    private static final String WHOLE = "plan";

    /* How the page calls what the reader calls so. */
    private static final Map<String, String> TYPES = Map.of(
            "a text", "text",
            "a number", "number",
            "an integer", "integer",
            "true or false", "true or false",
            "an array of texts", "texts",
            "an ISO 8601 duration such as \"PT30S\"", "duration",
            "a percentage from 0 to 100 with at most two decimals", "percent");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs").resolve(PAGE));
    }

    /* Text of each section that is about a thing with a name, by that name. */
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

    private static PlanProbe plan() throws IOException {
        return PlanProbe.of(example(WHOLE), "");
    }

    /// Names of all parts of a plan, as its reader says them.
    private static List<String> parts() throws IOException {
        List<String> parts = new ArrayList<>(List.of(WHOLE));
        PlanProbe whole = plan();
        for (String part : whole.fields()) {
            if (isPart(whole.type(part)) && !part.equals("guardrails")) {
                parts.add(part);
            }
        }
        PlanProbe.of(example("errors"), "/guardrails").fields().stream()
                .filter(part -> !part.equals("metrics"))
                .forEach(parts::add);
        Arrays.stream(MetricGuardrailType.values()).map(Enum::name).forEach(parts::add);
        return parts;
    }

    private static boolean isPart(String type) {
        return type.equals(PARTS) || type.equals("an object");
    }

    private static PlanProbe probe(String part) throws IOException {
        JsonNode example = example(part);
        return PlanProbe.of(example, pointer(part, example));
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
    @MethodSource("parts")
    void everyPartOfAPlanHasItsFieldsAsTheReaderTakesThem(String part) throws Exception {
        PlanProbe probe = probe(part);
        Object read = read(probe);
        SourceWords source = SourceWords.of(read.getClass());
        String declaration = "public record " + read.getClass().getSimpleName() + "\\(";
        Map<String, String> meanings = new LinkedHashMap<>(source.parameters(declaration));
        meanings.put("template", "the plan whose fields hold where this one leaves them out");
        meanings.put("kind", "which of the kinds of metrics it asks for");

        StringBuilder made = new StringBuilder();
        if (!part.equals(WHOLE)) {
            made.append(source.of(declaration)).append("\n\n");
        }
        made.append("| field | type | range | default | meaning |\n|---|---|---|---|---|\n");
        for (String field : ordered(probe.fields(), read.getClass())) {
            assertThat(meanings).as("@param of %s", read.getClass()).containsKey(field);
            made.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            field,
                            type(probe, part, field),
                            probe.range(field),
                            usual(probe, field),
                            meanings.get(field)));
        }
        assertThat(sections().get(part))
                .as("section of %s", part)
                .contains("<!-- generated: fields of " + part + " -->");
        new GeneratedDocRegion(PAGE, "fields of " + part).hold(made.toString());
    }

    /* The value that the example's object was read into. */
    private static Object read(PlanProbe probe) throws ReflectiveOperationException {
        Object value = probe.plan();
        for (String token : probe.pointer().split("/")) {
            if (value instanceof List<?> list && !token.isEmpty()) {
                value = list.get(Integer.parseInt(token));
            } else if (!token.isEmpty()) {
                Method accessor = value.getClass().getMethod(token);
                value = accessor.invoke(value);
            }
        }
        return value;
    }

    /* As the record has them; first those that it does not have. */
    private static List<String> ordered(List<String> fields, Class<?> type) {
        List<String> components = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        return fields.stream()
                .sorted(Comparator.comparingInt(components::indexOf))
                .toList();
    }

    private static String type(PlanProbe probe, String part, String field) {
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

    /* Of lists and objects of their own, the sections tell. */
    private static String usual(PlanProbe probe, String field) {
        if (isPart(probe.type(field))) {
            return "the template's";
        }
        if (field.equals("template")) {
            return "`standard`";
        }
        if (field.equals("name")) {
            return "the name of the template that is given; else `own`";
        }
        JsonNode usual = probe.without(field);
        if (usual == null) {
            return "required";
        }
        Map<String, List<String>> shipped = new LinkedHashMap<>();
        for (RolloutPlan plan : NamedPlanLookup.shipped()) {
            JsonNode said = probe.in(plan, field);
            if (!said.isMissingNode()) {
                shipped.computeIfAbsent(words(said), value -> new ArrayList<>()).add("`" + plan.name() + "`");
            }
        }
        boolean ofTemplate = !probe.isElement()
                && shipped.getOrDefault(words(usual), List.of()).contains("`standard`");
        return !ofTemplate || shipped.size() == 1
                ? words(usual)
                : shipped.entrySet().stream()
                        .map(one -> one.getKey() + " (" + String.join(", ", one.getValue()) + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String words(JsonNode value) {
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
    void everyCheckOfAPlanSaysWhatItNeedsAnswersAndPromises() throws IOException {
        List<String> verdicts = verdicts().keySet().stream().toList();
        List<String> checks = new ArrayList<>();
        for (String part : parts()) {
            if (isGuardrail(part) && !part.equals("sources")) {
                checks.add(part);
            }
        }
        assertThat(checks).hasSizeGreaterThan(MetricGuardrailType.values().length);
        Map<String, String> sections = sections();
        String page = page();
        for (String check : checks) {
            assertThat(page).as("the first table").contains("| [`" + check + "`](#");
            String section = sections.getOrDefault(check, "");
            assertThat(section)
                    .as("section of %s", check)
                    .contains("- **Needs**: ", "- **Answers**: ", "- **What follows**: ", "- **Promise**: ");
            String answers = section.lines()
                    .filter(line -> line.startsWith("- **Answers**"))
                    .collect(Collectors.joining());
            List<String> said =
                    CODE.matcher(answers).results().map(one -> one.group(1)).toList();
            assertThat(verdicts).as("answers of %s", check).containsAll(said);
            assertThat(said)
                    .as("answers of %s, in the order of the table", check)
                    .isSortedAccordingTo(Comparator.comparingInt(verdicts::indexOf));
        }
    }

    private static boolean isGuardrail(String part) throws IOException {
        return probe(part).pointer().startsWith("/guardrails");
    }

    @Test
    void thePageSaysWhatEachVerdictActionAndHoldMeans() throws IOException {
        new GeneratedDocRegion(PAGE, "verdicts").hold(table("verdict", verdicts()));
        new GeneratedDocRegion(PAGE, "actions").hold(table("action", constants(GuardrailAction.values())));
        new GeneratedDocRegion(PAGE, "holds").hold(table("waits for", constants(HoldKind.values())));
    }

    private static Map<String, String> verdicts() {
        SourceWords source = SourceWords.of(Verdict.class);
        Map<String, String> all = new LinkedHashMap<>();
        for (Class<?> verdict : Verdict.class.getPermittedSubclasses()) {
            String word = verdict.getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toUpperCase(Locale.ROOT);
            all.put(word, source.of("record " + verdict.getSimpleName() + "\\("));
        }
        return all;
    }

    private static Map<String, String> constants(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(
                        Enum::name,
                        one -> SourceWords.of(one.getDeclaringClass()).of(one.name() + "\\b"),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static String table(String what, Map<String, String> rows) {
        return rows.entrySet().stream()
                .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |")
                .collect(Collectors.joining("\n", "| " + what + " | means |\n|---|---|\n", ""));
    }

    @Test
    void everyGateHasItsRowAndItsSection() throws IOException {
        Map<String, String> gates = gates();
        new GeneratedDocRegion(PAGE, "gates")
                .hold(gates.entrySet().stream()
                        .map(gate -> "| [`%1$s`](#%1$s) | %2$s |".formatted(gate.getKey(), gate.getValue()))
                        .collect(Collectors.joining("\n", "| gate | what it is for |\n|---|---|\n", "")));
        String page = page();
        String ofGates = page.substring(page.indexOf("\n## Gates\n"));
        assertThat(SECTION.matcher(ofGates).results().map(one -> one.group(1)).toList())
                .as("sections of gates")
                .containsExactlyElementsOf(gates.keySet());
        Map<String, String> sections = sections();
        gates.keySet()
                .forEach(gate -> assertThat(sections.get(gate)).as(gate).contains("- **Closed** ", "- **Opens** "));
    }

    /* Every gate that the server brings, by the name that it has. */
    private static Map<String, String> gates() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Gate.class));
        Map<String, String> gates = new TreeMap<>();
        for (BeanDefinition bean : scanner.findCandidateComponents("dev.evenkeel.server")) {
            Class<?> type = type(bean.getBeanClassName());
            if (type.getProtectionDomain().equals(Gate.class.getProtectionDomain())) {
                gates.put(name(type), SourceWords.of(type).lead("(public )?class " + type.getSimpleName()));
            }
        }
        return gates;
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
