// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.validation.ValidationError;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ValidationErrorsTest {
    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void returnsOnlyFirstErrorPerPointer() {
        errors.add("/a", "is missing", "give it");
        errors.add("/a", "is too long", "shorten it");
        assertThat(errors.toList()).extracting(ValidationError::message).containsExactly("is missing");
    }

    @Test
    void truncatesListAfter10000Errors() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < 200_000; i++) {
            body.put("f" + i, 1);
        }
        new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("name"));
        assertThat(errors.toList()).hasSize(10_000);
        assertThat(errors.toList().getLast().message()).isEqualTo("more errors exist but are not listed");
    }

    @Test
    void truncatesLongValuesInMessages() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putArray("name").add("x".repeat(5_000));
        new JsonObjectReader(body, "", errors).text("name", "");
        assertThat(errors.toList().getFirst().message())
                .startsWith("must be a string, got [\"xxx")
                .endsWith("...")
                .hasSizeLessThan(350);
    }
}
