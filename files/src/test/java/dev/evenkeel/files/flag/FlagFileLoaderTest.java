// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagFileLoaderTest {
    private static final String YAML = """
            # who gets the modern core
            flags:
              core:
                state: ENABLED
                variants: {classic: 1, modern: 1.0}
                defaultVariant: classic
                targeting:
                  if:
                    - $ref: swiss
                    - modern
                    - null
            $evaluators:
              swiss: {"==": [{var: country}, CH]}
            """;
    private static final String JSON = """
            {"flags":{"core":{"state":"DISABLED","variants":{"classic":1}},
                      "other":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on"}}}""";

    @TempDir
    private Path folder;

    @Test
    void evaluatesFlagsFromYamlFile() throws IOException {
        FlagSnapshot flags = snapshot(file("flags.yaml", YAML));
        assertThat(flags.evaluate("core", EvaluationContext.EMPTY.with("country", "CH"), 0)
                        .variant())
                .isEqualTo("modern");
        assertThat(flags.evaluate("core", EvaluationContext.EMPTY.with("country", "CH"), 0)
                        .value())
                .isEqualTo(1.0);
        assertThat(flags.evaluate("core", EvaluationContext.EMPTY, 0).value()).isEqualTo(1);
    }

    @Test
    void overridesFlagsWithLaterFiles() throws IOException {
        Path yaml = file("flags.yml", YAML);
        Path json = file("flags.json", JSON);
        assertThat(snapshot(yaml, json).flagKeys()).containsExactly("core", "other");
        assertThat(snapshot(yaml, json)
                        .evaluate("core", EvaluationContext.EMPTY, 0)
                        .value())
                .isNull();
        assertThat(snapshot(json, yaml)
                        .evaluate("core", EvaluationContext.EMPTY, 0)
                        .value())
                .isEqualTo(1);
    }

    @Test
    void returnsSingleJsonFileUnchanged() throws IOException {
        assertThat(FlagFileLoader.load(List.of(file("flags.json", JSON))).findDefinition())
                .contains(JSON);
    }

    @Test
    void returnsNoDefinitionWithoutFiles() {
        assertThat(FlagFileLoader.load(List.of()).findDefinition()).isEmpty();
    }

    @Test
    void reportsProblemsOfAllFiles() throws IOException {
        Path broken = file("broken.yaml", "flags: [");
        Path list = file("list.json", "[]");
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> FlagFileLoader.load(List.of(broken, list, missing)))
                .isInstanceOf(InvalidFlagFilesException.class)
                .hasMessageContainingAll(
                        "3 problems", "broken.yaml: not YAML", "list.json: not a JSON object", "missing.json");
    }

    @Test
    void attributesProblemsToTheirFile() throws IOException {
        Path good = file("good.json", JSON);
        Path bad = file("bad.yaml", "flags: {new: {state: ON, variants: {}}}");
        assertThatThrownBy(() -> FlagFileLoader.load(List.of(good, bad)))
                .hasMessageContainingAll("bad.yaml: /flags/new/state", "bad.yaml: /flags/new/variants");
    }

    @Test
    void warnsAboutInvalidTargetingRule() throws IOException {
        Path good = file("good.json", JSON);
        Path odd = file(
                "odd.json",
                Json.of("{'flags':{'new':{'state':'ENABLED','variants':{'a':1},'targeting':{'nope':[]}}}}"));
        FlagFileLoader files = FlagFileLoader.load(List.of(odd, good));
        assertThat(files.warnings()).singleElement().asString().contains("odd.json: /flags/new/targeting", "nope");
        assertThat(FlagFileLoader.load(List.of(good)).warnings()).isEmpty();
    }

    @Test
    void warnsAboutUnknownVariantsAndFields() throws IOException {
        Path good = file("good.json", JSON);
        Path odd = file("odd.yaml", """
                $schema: https://flagd.dev/schema/v0/flags.json
                flags:
                  new:
                    state: ENABLED
                    variants: {a: 1}
                    targetting: {if: [true, a]}
                    targeting: {if: [{var: x}, b]}
                """);
        assertThat(FlagFileLoader.load(List.of(good, odd)).warnings())
                .containsExactly(
                        odd + ": /flags/new/targeting/if/1: flag \"new\" has no variant \"b\"; use one of [a]",
                        odd
                                + ": /flags/new/targetting: unknown field \"targetting\" has no effect; remove it, or"
                                + " use one of defaultVariant, metadata, prerequisites, schedule, state, targeting,"
                                + " variants");
    }

    @Test
    void mergesFlagArraysByKey() throws IOException {
        Path list = file("list.json", """
                {"flags":[{"key":"core","state":"ENABLED","variants":{"c":2},"defaultVariant":"c"},
                          {"key":"more","state":"ENABLED","variants":{"m":3},"defaultVariant":"m"}]}""");
        Path byKey = file("flags.json", JSON);
        assertThat(snapshot(byKey, list).flagKeys()).containsExactly("core", "other", "more");
        assertThat(snapshot(byKey, list)
                        .evaluate("core", EvaluationContext.EMPTY, 0)
                        .value())
                .isEqualTo(2);
        assertThat(FlagFileLoader.load(List.of(list)).findDefinition().orElseThrow())
                .doesNotContain("[", "\"key\"");
    }

    @Test
    void reportsProblemsAtOriginalArrayIndex() throws IOException {
        Path list = file("list.json", Json.of("{'flags':[{'key':'a','state':'ON','variants':{'c':2}}]}"));
        assertThatThrownBy(() -> FlagFileLoader.load(List.of(list))).hasMessageContaining("/flags/0/state");
    }

    private static FlagSnapshot snapshot(Path... files) {
        return FlagSnapshot.parse(
                FlagFileLoader.load(List.of(files)).findDefinition().orElseThrow(), 1);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
