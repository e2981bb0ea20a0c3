// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.yaml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The core schema of YAML 1.2 with bounded numbers: rejects a number of more than 1,000 characters, and a
/// value tagged as a number that is not one, before parsing it, which takes time quadratic in its length.
final class BoundedYamlSchema extends CoreSchema {
    private static final int LONGEST_NUMBER = 1_000;

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
        constructors.computeIfPresent(Tag.INT, (tag, usual) -> withBound(usual));
        constructors.computeIfPresent(Tag.FLOAT, (tag, usual) -> withBound(usual));
        return constructors;
    }

    private static ConstructNode withBound(ConstructNode usual) {
        return node -> {
            String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
                throw createException(node, "must be a number of 1 to " + LONGEST_NUMBER + " characters", null);
            }
            try {
                return usual.construct(node);
            } catch (NumberFormatException e) {
                throw createException(node, "is not a number: " + text, e);
            }
        };
    }

    private static YamlEngineException createException(Node node, String problem, @Nullable Throwable cause) {
        String where = node.getStartMark()
                .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                .orElse("");
        return new YamlEngineException("a value" + where + " " + problem, cause);
    }
}
