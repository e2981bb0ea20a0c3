// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.SharedData;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The positive and negative examples in flagd's public schema.
class FlagdSchemaExamplesTest {
    private static final String EXAMPLES = "spec/flagd-schema/test";
    private static final int COUNT = 36;

    /// The public examples disagree with each other about flags in an array: the schema for the daemon
    /// allows it, the one for providers does not. We read what the daemon reads.
    private static final String ARRAY_FOR_PROVIDERS = "flags/negative/with-array-flags.json";

    @Test
    void acceptsPositiveAndRejectsNegativeSchemaExamples() {
        var examples = SharedData.jsonFiles(EXAMPLES, COUNT);
        var rejected = new TreeMap<String, String>();
        for (var example : examples) {
            try {
                FlagSnapshot.parse(definition(example), 1);
            } catch (InvalidDefinitionException e) {
                rejected.put(name(example), e.getMessage());
            }
        }
        var expected = examples.stream()
                .map(FlagdSchemaExamplesTest::name)
                .filter(name -> name.contains("/negative/") && !name.equals(ARRAY_FOR_PROVIDERS))
                .toList();
        assertThat(examples).hasSize(COUNT);
        assertThat(rejected).as("rejected examples with reasons").containsOnlyKeys(expected);
    }

    /// An example of targeting alone becomes the targeting of a flag.
    private static String definition(Path example) {
        var text = SharedData.read(example);
        if (!name(example).startsWith("targeting/")) {
            return text;
        }
        return """
                {"$evaluators": {"some-ref": {"var": "some"}},
                 "flags": {"a-flag": {"state": "ENABLED", "variants": {"on": true}, "targeting": %s}}}
                """.formatted(text);
    }

    private static String name(Path example) {
        int names = example.getNameCount();
        return example.subpath(names - 3, names).toString();
    }
}
