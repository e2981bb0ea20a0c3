// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of OFREP's public OpenAPI document.
///
/// Two relaxations are needed, because no response with a value would be valid otherwise: `oneOf` is read as `anyOf`
/// (an integer is also a number, and the schema of a flag without a value excludes no value), and `DEFAULT` is a valid
/// reason, as in OpenFeature; the document does not list it.
final class OfrepSchema {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("evenkeel.shared", "absent"), "spec/ofrep/openapi.yaml");
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document;

    private OfrepSchema(ObjectNode document) {
        this.document = document;
    }

    /// Returns the schemas, or empty if the document is not available.
    static Optional<OfrepSchema> find() {
        if (!Files.isRegularFile(DOCUMENT)) {
            return Optional.empty();
        }
        try {
            ObjectNode document = (ObjectNode) JSON.readTree(YamlCodec.toJson(Files.readString(DOCUMENT)));
            relax(document);
            return Optional.of(new OfrepSchema(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the validation errors of a JSON value.
    ///
    /// @param name of a schema of the document
    List<Error> problems(String name, JsonNode value) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", document.get("components"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
        return schema.validate(value);
    }

    private static void relax(JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonNode oneOf = object.get("oneOf");
            if (oneOf != null && !object.has("required")) {
                object.remove("oneOf");
                object.set("anyOf", oneOf);
            }
            if (object.get("enum") instanceof ArrayNode reasons
                    && reasons.toString().contains("\"STATIC\"")) {
                reasons.add("DEFAULT");
            }
        }
        node.forEach(OfrepSchema::relax);
    }
}
