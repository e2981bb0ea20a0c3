// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.WorkPlanResult;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A parsed risk case file, YAML or JSON (docs/reference/risk-cases.md).
///
/// @param risk the case, or null when it is invalid
/// @param currency currency of its amounts, as written
/// @param losses amounts for which to compute the probability of a larger loss
/// @param compareWith names of SLOs of services without a change, with which the result of the change is later
///     compared
/// @param hash hash of the case with the history and files that it reads, independent of the order of its
///     fields: SHA-256 in hexadecimal digits
/// @param errors all validation errors
public record RiskCaseFile(
        @Nullable RiskCase risk,
        String currency,
        List<Double> losses,
        List<String> compareWith,
        String hash,
        List<ValidationError> errors) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /// Parses a case that reads no history and no files.
    public static RiskCaseFile parse(String text) {
        return parse(text, null, name -> null);
    }

    /// Parses a case.
    ///
    /// @param history history that the case can read, or null without one
    /// @param files returns the text of a file by its name in the case; null when it is missing
    public static RiskCaseFile parse(
            String text, @Nullable ServiceHistory history, Function<String, @Nullable String> files) {
        return parseWith(text, new RiskCaseHistory(history), files);
    }

    private static RiskCaseFile parseWith(
            String text, RiskCaseHistory history, Function<String, @Nullable String> files) {
        var errors = new ValidationErrors();
        JsonNode tree = parseTree(text, errors);
        Map<String, String> read = new TreeMap<>();
        RiskCaseDocument document = Objects.requireNonNull(
                RecordBinder.bindValid(RiskCaseDocument.class, new JsonObjectReader(tree, "", errors)));
        var resolver = new RiskCaseResolver(document, history, name -> readFile(name, files, read), errors);
        return new RiskCaseFile(
                resolver.resolve(),
                document.currency(),
                document.losses(),
                document.compareWith(),
                hashOf(combine(tree, history.find(), read)),
                errors.toList());
    }

    private static @Nullable String readFile(
            String name, Function<String, @Nullable String> files, Map<String, String> read) {
        String text = files.apply(name);
        if (text != null) {
            read.put(name, text);
        }
        return text;
    }

    /// Returns the validation errors that do not depend on a history; those of quantities estimated from it are
    /// deferred until it is available.
    ///
    /// @param files returns the text of a file by its name in the case; null when it is missing
    public static List<ValidationError> findErrorsWithoutHistory(
            String text, Function<String, @Nullable String> files) {
        var none = new RiskCaseHistory(null);
        return parseWith(text, none, files).errors().stream()
                .filter(fault -> !none.wouldResolve(fault))
                .toList();
    }

    /// Returns the result of a comparison of the courses of this valid case.
    public RiskComparisonResult toResult(CourseComparison comparison) {
        return RiskComparisonResult.of(Objects.requireNonNull(risk), comparison, hash, currency);
    }

    /// Returns the result of a work plan of this case.
    public WorkPlanResult toResult(String course, WorkPlan plan) {
        return WorkPlanResult.of(course, plan, hash, currency);
    }

    private static JsonNode combine(JsonNode tree, @Nullable ServiceHistory history, Map<String, String> files) {
        if (history == null && files.isEmpty()) {
            return tree;
        }
        ObjectNode all = JSON.createObjectNode();
        all.set("case", tree);
        if (history != null) {
            all.set("history", ServiceHistoryCodec.encode(history));
        }
        if (!files.isEmpty()) {
            all.set("files", JSON.valueToTree(files));
        }
        return all;
    }

    private static JsonNode parseTree(String text, ValidationErrors errors) {
        try {
            return JSON.readTree(YamlCodec.toJson(text));
        } catch (IllegalArgumentException e) {
            errors.add("", String.valueOf(e.getMessage()), "correct the YAML");
            return JSON.createObjectNode();
        }
    }

    private static String hashOf(JsonNode tree) {
        Object sorted = JSON.treeToValue(tree, Object.class);
        byte[] bytes = SORTED.writeValueAsString(sorted).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
