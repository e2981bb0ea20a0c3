// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints for decision records (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/decision-records")
class DecisionRecordController {
    private static final int LONGEST = 200_000;

    private final DecisionRecordService records;

    DecisionRecordController(DecisionRecordService records) {
        this.records = records;
    }

    /// The header of a decision record.
    record DecisionRecordResponse(
            String id,
            String title,
            @Nullable String status,
            @Nullable String date,
            List<String> decisionMakers,
            List<String> consulted,
            List<String> informed,
            boolean accepted) {
        static DecisionRecordResponse of(DecisionRecord one) {
            return new DecisionRecordResponse(
                    one.id(),
                    one.title(),
                    one.frontMatter().status(),
                    one.frontMatter().date(),
                    one.frontMatter().decisionMakers(),
                    one.frontMatter().consulted(),
                    one.frontMatter().informed(),
                    one.isAccepted());
        }
    }

    /// A decision record with its sections.
    ///
    /// @param text original text
    record DecisionRecordDetailsResponse(
            @JsonUnwrapped DecisionRecordResponse head,
            String lead,
            List<DecisionRecord.Section> sections,
            String text) {}

    /// Lists the headers of all decision records, by ID.
    @GetMapping
    List<DecisionRecordResponse> list() {
        return records.list().stream().map(DecisionRecordResponse::of).toList();
    }

    /// Returns a decision record with its sections and its original text.
    @GetMapping("/{id}")
    DecisionRecordDetailsResponse get(@PathVariable String id) {
        String text = records.getText(id);
        DecisionRecord one = MadrCodec.decode(id, text, "", new ValidationErrors());
        return new DecisionRecordDetailsResponse(
                DecisionRecordResponse.of(one), one.introduction(), one.sections(), text);
    }

    /// Creates or replaces decision records, all or none.
    @PutMapping
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(TechnologyRequestSchemas.PutDecisionRecordsRequest.class)
    List<DecisionRecordResponse> saveAll(@RequestBody JsonNode body, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("records", "reason"));
        JsonObjectReader listed = fields.object("records");
        JsonNode object = listed.object();
        Map<String, String> texts = new LinkedHashMap<>();
        if (object == null || object.isEmpty()) {
            errors.add("/records", "is missing", "send an object with the Markdown texts of the records by ID");
        } else {
            object.propertyNames().forEach(id -> texts.put(id, readText(listed, id)));
        }
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "No decision record was stored.");
        return records.saveAll(texts, reason, caller.name()).stream()
                .map(DecisionRecordResponse::of)
                .toList();
    }

    private static String readText(JsonObjectReader listed, String id) {
        String text = listed.text(id, "");
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            listed.errors()
                    .add(
                            listed.pointerTo(id),
                            "must be at most " + LONGEST + " characters, without NUL; got " + text.length(),
                            "shorten it");
        }
        return text;
    }
}
