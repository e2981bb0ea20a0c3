// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonTextEditorTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEXT = """
            {
              "flags" : {
                "a": {"state": "ENABLED", "n": 1e0, "deep": {"x": [1, {"y": "}"}]}},
                "b":1.50 ,
                "ü\\"": null
              }, "empty": {}, "last": "é\\u0041" }""";

    @Test
    void findsValuesInOriginalFormatting() {
        var edit = new JsonTextEditor(TEXT);

        assertThat(edit.find(List.of("flags", "a", "n"))).isEqualTo("1e0");
        assertThat(edit.find(List.of("flags", "b"))).isEqualTo("1.50");
        assertThat(edit.find(List.of("flags", "a", "deep"))).isEqualTo(Json.of("{'x': [1, {'y': '}'}]}"));
        assertThat(edit.find(List.of("flags", "ü\""))).isEqualTo("null");
        assertThat(edit.find(List.of("last"))).isEqualTo("\"é\\u0041\"");
        assertThat(edit.find(List.of("empty"))).isEqualTo("{}");
        assertThat(edit.find(List.of("nothing"))).isNull();
        assertThat(edit.find(List.of("nothing", "below"))).isNull();
        assertThat(edit.find(List.of("flags", "b", "below"))).isNull();
    }

    @Test
    void replacesOnlyRequestedValue() {
        assertThat(new JsonTextEditor(TEXT).set(List.of("flags", "a", "state"), "\"DISABLED\""))
                .isEqualTo(TEXT.replace("ENABLED", "DISABLED"));
        assertThat(new JsonTextEditor(TEXT).set(List.of("last"), "7")).isEqualTo(TEXT.replace("\"é\\u0041\"", "7"));
    }

    @Test
    void appendsNewMemberAfterLastMember() {
        assertThat(new JsonTextEditor(TEXT).set(List.of("flags", "c"), "{}"))
                .contains(Json.of("null,\n    'c': {}\n  }"));
        assertThat(new JsonTextEditor("{}").set(List.of("a b"), "1")).isEqualTo(Json.of("{'a b': 1}"));
        assertThat(new JsonTextEditor("{ }").set(List.of("a", "b"), "1")).isEqualTo(Json.of("{'a': {'b': 1} }"));
        assertThat(new JsonTextEditor(Json.of("{'a':{}}")).set(List.of("a", "\"b"), "1"))
                .isEqualTo("{\"a\":{\"\\\"b\": 1}}");
    }

    @Test
    void removesMemberWithItsComma() {
        assertThat(new JsonTextEditor(Json.of("{'a': 1, 'b': 2}")).remove(List.of("a")))
                .isEqualTo(Json.of("{'b': 2}"));
        assertThat(new JsonTextEditor(Json.of("{'a': 1, 'b': 2 }")).remove(List.of("b")))
                .isEqualTo(Json.of("{'a': 1 }"));
        assertThat(new JsonTextEditor(Json.of("{ 'a': 1 }")).remove(List.of("a")))
                .isEqualTo("{ }");
        assertThat(new JsonTextEditor(TEXT).remove(List.of("nothing"))).isEqualTo(TEXT);
    }

    /// Any series of edits means what the same edits of a tree mean.
    @Test
    void matchesJsonTreeAfterRandomEdits() {
        long seed = 20261124;
        var random = new Random(seed);
        String text = "{}";
        ObjectNode tree = JSON.createObjectNode();
        for (int i = 0; i < 3_000; i++) {
            List<String> path = path(random);
            if (random.nextInt(3) == 0) {
                text = new JsonTextEditor(text).remove(path);
                if (parent(tree, path, false) instanceof ObjectNode parent) {
                    parent.remove(path.getLast());
                }
            } else if (parent(tree, path, true) instanceof ObjectNode parent) {
                String value = List.of("1", "\"{,}\"", "[ 1 , {} ]", Json.of("{'k' : true}"), "{}")
                        .get(random.nextInt(5));
                text = new JsonTextEditor(text).set(path, value);
                parent.set(path.getLast(), JSON.readTree(value));
            }
            assertThat(JSON.readTree(text)).as("edit %d of seed %d", i, seed).isEqualTo(tree);
        }
    }

    private static List<String> path(Random random) {
        var path = new ArrayList<String>();
        for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
            path.add(List.of("a", "b\"", "c d").get(random.nextInt(3)));
        }
        return path;
    }

    /// The object that holds the member; null when something on the way is no object.
    private static JsonNode parent(ObjectNode root, List<String> path, boolean make) {
        JsonNode at = root;
        for (String step : path.subList(0, path.size() - 1)) {
            JsonNode next = at.path(step);
            if (next.isMissingNode() && make) {
                next = ((ObjectNode) at).putObject(step);
            }
            if (!next.isObject()) {
                return JSON.missingNode();
            }
            at = next;
        }
        return at;
    }
}
