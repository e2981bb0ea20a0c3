// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A case that somebody wrote, YAML or JSON (docs/reference/risk-cases.md).
///
/// @param risk the case, or null when something is wrong
/// @param currency in which its money is, as written
/// @param losses amounts for which the chance to lose more is asked
/// @param compareWith names of objectives of services in which nothing is done, with which the result of
///     the change is compared once it is there
/// @param hash of what the case rests on, with the history and files that it asks, whatever the order of
///     its fields: SHA-256 in hexadecimal digits
/// @param faults everything that is wrong
public record RiskCaseFile(
        @Nullable RiskCase risk,
        String currency,
        List<Double> losses,
        List<String> compareWith,
        String hash,
        List<ValidationErrors.ValidationError> faults) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /// Reads the text of a file that asks for nothing beside it.
    public static RiskCaseFile read(String text) {
        return read(text, null, name -> null);
    }

    /// Reads the text of a file.
    ///
    /// @param history which numbers of the case may ask, or null where there is none
    /// @param files text of a file by the name that the case gives it, null where there is none
    public static RiskCaseFile read(
            String text, @Nullable ServiceHistory history, Function<String, @Nullable String> files) {
        return asking(text, new RiskCaseHistory(history), files);
    }

    private static RiskCaseFile asking(String text, RiskCaseHistory history, Function<String, @Nullable String> files) {
        var faults = new ValidationErrors();
        JsonNode tree = tree(text, faults);
        var reader = new RiskCaseParser(tree, faults, history, files);
        List<Double> losses = reader.losses();
        List<String> compareWith = reader.compareWith();
        RiskCase risk = reader.read();
        return new RiskCaseFile(
                risk,
                reader.currency(),
                losses,
                compareWith,
                hash(together(tree, history.given(), reader.filesRead())),
                faults.all());
    }

    /// What is wrong with a text, whatever the history says that its numbers may ask: those are left for when
    /// it is there.
    ///
    /// @param files text of a file by the name that the case gives it, null where there is none
    public static List<ValidationErrors.ValidationError> faultsWithoutHistory(
            String text, Function<String, @Nullable String> files) {
        var none = new RiskCaseHistory(null);
        return asking(text, none, files).faults().stream()
                .filter(fault -> !none.spares(fault))
                .toList();
    }

    private static JsonNode together(JsonNode tree, @Nullable ServiceHistory history, Map<String, String> files) {
        if (history == null && files.isEmpty()) {
            return tree;
        }
        ObjectNode all = JSON.createObjectNode();
        all.set("case", tree);
        if (history != null) {
            all.set("history", ServiceHistoryCodec.json(history));
        }
        if (!files.isEmpty()) {
            all.set("files", JSON.valueToTree(files));
        }
        return all;
    }

    private static JsonNode tree(String text, ValidationErrors faults) {
        try {
            return JSON.readTree(YamlCodec.toJson(text));
        } catch (IllegalArgumentException e) {
            faults.add("", String.valueOf(e.getMessage()), "correct the YAML");
            return JSON.createObjectNode();
        }
    }

    private static String hash(JsonNode tree) {
        Object sorted = JSON.treeToValue(tree, Object.class);
        byte[] bytes = SORTED.writeValueAsString(sorted).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
