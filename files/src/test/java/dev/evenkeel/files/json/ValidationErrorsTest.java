// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ValidationErrorsTest {
    private final ValidationErrors faults = new ValidationErrors();

    @Test
    void theFirstOfAPlaceCounts() {
        faults.add("/a", "is missing", "give it");
        faults.add("/a", "is too long", "shorten it");
        assertThat(faults.toList())
                .extracting(ValidationErrors.ValidationError::message)
                .containsExactly("is missing");
    }

    @Test
    void listsSoManyAndSaysThatThereAreMore() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < 200_000; i++) {
            body.put("f" + i, 1);
        }
        new JsonObjectReader(body, "", faults).rejectUnknownFields(Set.of("name"));
        assertThat(faults.toList()).hasSize(10_000);
        assertThat(faults.toList().getLast().message()).isEqualTo("there is more that is wrong and is not listed");
    }

    @Test
    void showsTheBeginningOfALongValue() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putArray("name").add("x".repeat(5_000));
        new JsonObjectReader(body, "", faults).text("name", "");
        assertThat(faults.toList().getFirst().message())
                .startsWith("must be a text, got [\"xxx")
                .endsWith("...")
                .hasSizeLessThan(350);
    }
}
