// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

final class NewFlagFormTest {
    private static NewFlagForm flag(String key, String type, String usual, List<String> names, List<String> values) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("environment", "default");
        fields.add("key", key);
        fields.add("type", type);
        fields.add("usual", usual);
        fields.add("state", "ENABLED");
        fields.add("description", " Two steps ");
        fields.add("purpose", "release");
        names.forEach(name -> fields.add("variant", name));
        values.forEach(value -> fields.add("value", value));
        return NewFlagForm.of(fields);
    }

    @Test
    void serializesFormAsFlagJson() {
        NewFlagForm flag = flag(" checkout ", "boolean", "1", List.of("on", "off"), List.of("true", "false"));
        assertThat(flag.validate()).isEmpty();
        assertThat(flag.key()).isEqualTo("checkout");
        assertThat(flag.toJson()).isEqualToIgnoringWhitespace("""
                {"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
                 "metadata":{"description":"Two steps","type":"release"}}""");
    }

    @Test
    void preservesNumberDigitsAndCommasInText() {
        assertThat(flag("limit", "number", "0", List.of("low"), List.of("1.10")).toJson())
                .contains("1.10");
        NewFlagForm text = flag("greeting", "string", "none", List.of("a"), List.of("hello, you"));
        assertThat(text.toJson()).contains("\"hello, you\"").doesNotContain("defaultVariant");
        assertThat(flag("steps", "object", "0", List.of("a"), List.of(Json.of("{'steps': 2}")))
                        .validate())
                .isEmpty();
    }

    @Test
    void skipsEmptyRowsWhenResolvingDefaultVariant() {
        NewFlagForm flag = flag("x", "number", "2", List.of("a", "", "b"), List.of("1", "", "2"));
        assertThat(flag.variants()).hasSize(2);
        assertThat(flag.defaultVariant()).isEqualTo("b");
    }

    @Test
    void reportsAllValidationErrors() {
        assertThat(flag("", "boolean", "0", List.of(), List.of()).validate())
                .extracting(ValidationError::message)
                .containsExactly("It has no key yet.", "There is no variant.");
        assertThat(flag("a b", "boolean", "0", List.of("on", "on"), List.of("yes", "true"))
                        .validate())
                .extracting(ValidationError::message)
                .containsExactly(
                        "The key must be 1 to 256 letters, digits, dots, dashes and underscores.",
                        "must be true or false, got “yes”.",
                        "Variant names have to differ and may not be empty.");
        assertThat(flag("a", "number", "0", List.of("x"), List.of("1e")).validate())
                .hasSize(1);
        assertThat(flag("a", "object", "0", List.of("x"), List.of("[1]")).validate())
                .extracting(ValidationError::message)
                .containsExactly("must be a JSON object, got “[1]”.");
    }
}
