// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecordBinderTest {
    private final ValidationErrors errors = new ValidationErrors();

    enum Color {
        RED,
        @JsonProperty("dark-green")
        GREEN
    }

    record Size(
            @JsonProperty(required = true) int width,
            @JsonProperty(defaultValue = "2") int height) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    sealed interface Shape permits Circle, Line {}

    @JsonTypeName("circle")
    record Circle(double radius) implements Shape {}

    @JsonTypeName("line")
    record Line(String from, @Nullable String to) implements Shape {}

    record Drawing(
            @JsonPropertyDescription("title of the drawing") String title,
            @JsonProperty("fill") Color color,
            @JsonProperty(defaultValue = "PT1M") Duration shown,
            @Nullable Percent opacity,
            List<Shape> shapes,
            Set<String> tags,
            @JsonUnwrapped Size size)
            implements ValidatedRecord {
        Drawing {
            if (title.equals("forbidden")) {
                throw new InvalidDocumentException(List.of(
                        new ValidationError("/title", "is forbidden", "use another title"),
                        new ValidationError("/shapes/0/radius", "is in a shape", "correct it")));
            }
        }

        @Override
        public void validate(String pointer, ValidationErrors found) {
            if (size.width() > 10) {
                found.add(pointer + "/width", "must be at most 10", "use 10");
            }
        }
    }

    private @Nullable Drawing bind(String json, @Nullable Drawing template) {
        return RecordBinder.bind(
                Drawing.class,
                new JsonObjectReader(DocumentJsonModule.MAPPER.readTree(json), "/d", errors),
                template == null ? Map.of() : RecordBinder.valuesOf(template),
                Set.of("comment"));
    }

    private static Drawing drawing() {
        return new Drawing(
                "t", Color.RED, Duration.ofSeconds(5), new Percent(5_000), List.of(), Set.of(), new Size(1, 7));
    }

    private List<String> problems() {
        return errors.toList().stream()
                .map(error -> error.pointer() + " " + error.message() + "; " + error.remedy())
                .toList();
    }

    @Test
    void bindsRenamedDefaultedPolymorphicAndUnwrappedFields() {
        assertThat(bind("""
                {"title":"t","fill":"dark-green","opacity":2.5,"width":3,"tags":["b","a"],"comment":1,
                 "shapes":[{"kind":"circle","radius":1.5},{"kind":"line","from":"a"}]}""", null))
                .isEqualTo(new Drawing(
                        "t",
                        Color.GREEN,
                        Duration.ofMinutes(1),
                        new Percent(250),
                        List.of(new Circle(1.5), new Line("a", null)),
                        Set.of("a", "b"),
                        new Size(3, 2)));
        assertThat(problems()).isEmpty();
    }

    @Test
    void usesTemplateForMissingFieldsAndNonNullableNulls() {
        Drawing drawing = Objects.requireNonNull(bind(Json.of("{'opacity':null,'shown':null}"), drawing()));
        assertThat(drawing.opacity()).isNull();
        assertThat(drawing.shown()).isEqualTo(Duration.ofSeconds(5));
        assertThat(drawing.size()).isEqualTo(new Size(1, 7));
    }

    @Test
    void reportsAllErrorsAtOnce() {
        assertThat(bind("""
                {"fill":"blue","shown":5,"opacity":101,"shapes":[{"radius":1},{"kind":"box"},{"kind":"line","to":7},3],
                 "tags":["a",1],"width":11,"colour":1}""", null)).isNull();
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "/d/colour unknown field; remove it, or use one of comment, fill, height, opacity, shapes, shown,"
                                + " tags, title, width",
                        "/d/title is missing; write a string: title of the drawing",
                        "/d/fill must be one of RED, dark-green, got \"blue\"; write one of RED, dark-green",
                        "/d/shown must be an ISO 8601 duration such as \"PT30S\", got 5; write an ISO 8601 duration such"
                                + " as \"PT30S\"",
                        "/d/opacity must be a percentage from 0 to 100 with at most two decimals, got 101; write a"
                                + " percentage from 0 to 100 with at most two decimals",
                        "/d/shapes/0/kind is missing; use one of circle, line",
                        "/d/shapes/1/kind must be one of circle, line, got \"box\"; write one of circle, line",
                        "/d/shapes/2/from is missing; write a string",
                        "/d/shapes/2/to must be a string, got 7; write a string",
                        "/d/shapes/3 must be an object, got 3; write an object",
                        "/d/tags must be an array of strings, got [\"a\",1]; write an array of strings",
                        "/d/width must be at most 10; use 10");
    }

    @Test
    void hidesProblemsThatFollowFromOtherErrors() {
        assertThat(bind(Json.of("{'title':'forbidden','fill':'RED','width':1,'shapes':[{'kind':'box'}]}"), null))
                .isNull();
        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactly("/d/shapes/0/kind", "/d/title");
    }

    @Test
    void rejectsIntegerOutOfRange() {
        assertThat(bind(Json.of("{'title':'t','fill':'RED','width':1e10}"), null))
                .isNull();
        assertThat(errors.toList()).extracting(ValidationError::pointer).containsExactly("/d/width");
    }

    @Test
    void reportsNonObjectAndReturnsTemplate() {
        assertThat(bind("\"x\"", drawing())).isEqualTo(drawing());
        assertThat(errors.toList()).extracting(ValidationError::pointer).containsExactly("/d");
    }

    record Part(@JsonIgnore String name, double size, Map<Color, Double> shares) {
        Part {
            if (size < 0) {
                throw new IllegalArgumentException("size must be 0 or more, got " + size);
            }
        }
    }

    record Kit(
            Map<String, Part> parts,
            @JsonProperty(required = true) Map<String, Map<String, Part>> boxes) {}

    private @Nullable Kit bindKit(String json) {
        return RecordBinder.bindValid(
                Kit.class, new JsonObjectReader(DocumentJsonModule.MAPPER.readTree(json), "", errors));
    }

    @Test
    void bindsMapsOfNamedObjectsInOrder() {
        Part bolt = new Part("bolt", 2, Map.of(Color.GREEN, 0.5));
        Kit kit = Objects.requireNonNull(bindKit(
                Json.of("{'parts':{'nut':{'size':1},'bolt':{'size':2,'shares':{'dark-green':0.5}}},'boxes':{}}")));
        assertThat(kit.parts())
                .containsExactly(Map.entry("nut", new Part("nut", 1, Map.of())), Map.entry("bolt", bolt));
        assertThat(kit.boxes()).isEmpty();
        assertThat(problems()).isEmpty();
        assertThat(RecordBinder.namesOf(Part.class)).containsExactlyInAnyOrder("size", "shares");
    }

    @Test
    void reportsAllMapErrorsAndBindsValidEntries() {
        Kit kit = Objects.requireNonNull(bindKit("""
                {"parts":{"nut":{"size":-1},"bolt":{"size":1,"shares":{"BLUE":1,"RED":"much"}},"pin":7,
                          "rod":{"name":"x"},"key":{"size":1}}}"""));
        assertThat(kit.parts()).containsOnlyKeys("bolt", "rod", "key");
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "/parts/nut size must be 0 or more, got -1.0; correct it",
                        "/parts/bolt/shares/BLUE unknown field; remove it, or use one of RED, dark-green",
                        "/parts/bolt/shares/RED must be a number, got \"much\"; write a number",
                        "/parts/pin must be an object, got 7; write an object",
                        "/parts/rod/name unknown field; remove it, or use one of shares, size",
                        "/parts/rod/size is missing; write a number",
                        "/boxes is missing; write an object");
    }

    record Picky(String name) {
        Picky {
            throw new IllegalStateException(name);
        }
    }

    @Test
    void throwsWhenConstructorRejectsValidFields() {
        JsonObjectReader object =
                new JsonObjectReader(DocumentJsonModule.MAPPER.readTree(Json.of("{'name':'n'}")), "", errors);
        assertThatThrownBy(() -> RecordBinder.bind(Picky.class, object, Map.of(), Set.of()))
                .hasMessageContaining("rejects valid fields");
    }
}
