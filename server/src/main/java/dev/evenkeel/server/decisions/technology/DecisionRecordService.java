// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.DecisionRecordApi.PutDecisionRecordsRequest;
import dev.evenkeel.engine.technology.AcceptedDecisionRecords;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// A service that stores and searches decision records. It does not modify their texts.
@Component
public class DecisionRecordService {
    private static final int LONGEST = 200_000;

    private final DecisionRecordRepository decisionRecordRepository;
    private final GateChangeRecorder recorder;

    DecisionRecordService(DecisionRecordRepository decisionRecordRepository, GateChangeRecorder recorder) {
        this.decisionRecordRepository = decisionRecordRepository;
        this.recorder = recorder;
    }

    /// Returns all records, by id.
    public List<DecisionRecord> list() {
        return parseAll(decisionRecordRepository.listTextsById());
    }

    private static List<DecisionRecord> parseAll(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(one -> parse(one.getKey(), one.getValue(), "", new ValidationErrors()))
                .toList();
    }

    /// Returns the records whose text contains a string, by id.
    public List<DecisionRecord> listContaining(String words) {
        return decisionRecordRepository.listTextsById().entrySet().stream()
                .filter(one -> one.getValue().contains(words))
                .map(one -> parse(one.getKey(), one.getValue(), "", new ValidationErrors()))
                .toList();
    }

    /// Returns the original text of a record.
    ///
    /// @throws NotFoundException when no record has this id
    public String getText(String id) {
        return decisionRecordRepository
                .findById(id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.DECISION_RECORD_NOT_FOUND,
                        "Decision record " + id + " does not exist.",
                        "To list decision records: ./evenkeel decision-record list"));
    }

    Set<String> listIds() {
        return decisionRecordRepository.listIds();
    }

    /// Returns the accepted records with their technologies: the `technologies` of their header or, without
    /// that field, the technologies in their id or title.
    AcceptedDecisionRecords getAccepted() {
        return new AcceptedDecisionRecords(decisionRecordRepository.listAcceptedTexts().entrySet().stream()
                .map(one -> parse(one.getKey(), one.getValue(), "", new ValidationErrors()))
                .collect(Collectors.toMap(DecisionRecord::id, DecisionRecordService::subject)));
    }

    private static AcceptedDecisionRecords.Subject subject(DecisionRecord record) {
        JsonNode listed = record.frontMatter().others().get("technologies");
        return new AcceptedDecisionRecords.Subject(
                record.id() + " " + record.title(), listed == null ? Set.of() : keys(listed));
    }

    /* Parses a list, or a comma-separated string. */
    private static Set<String> keys(JsonNode listed) {
        Stream<String> texts =
                listed.isArray() ? listed.valueStream().map(JsonNode::asString) : Stream.of(listed.asString());
        return texts.flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
    }

    /// Stores records, all or none. An unchanged record has no effect.
    ///
    /// @throws ValidationException with all validation errors
    @Transactional
    List<DecisionRecord> saveAll(JsonRequest<PutDecisionRecordsRequest> body, String who) {
        PutDecisionRecordsRequest request =
                body.orThrow("No decision record was stored.", DecisionRecordService::check);
        Map<String, String> texts = request.records();
        String reason = Objects.requireNonNullElse(request.reason(), "");
        List<DecisionRecord> records = parseAll(texts);
        Map<String, String> before = decisionRecordRepository.listTextsById();
        for (DecisionRecord one : records) {
            String text = String.valueOf(texts.get(one.id()));
            String former = before.get(one.id());
            if (!text.equals(former)) {
                decisionRecordRepository.save(one.id(), text, one.isAccepted(), recorder.now());
                recorder.record(
                        new GateChangeRecorder.AuditEntryAttributes(who, "decision-record.set", one.id(), reason),
                        former,
                        text);
            }
        }
        return records;
    }

    private static void check(PutDecisionRecordsRequest request, ValidationErrors errors) {
        Map<String, String> texts = Objects.requireNonNullElse(request.records(), Map.of());
        if (texts.isEmpty() && !errors.contains("/records")) {
            errors.add("/records", "must not be empty", "send the Markdown texts of the records by ID");
        }
        texts.forEach((id, text) -> {
            String pointer = "/records/" + id;
            if (text.length() > LONGEST) {
                errors.add(pointer, "must have at most " + LONGEST + " characters, got " + text.length(), "shorten it");
            } else {
                parse(id, text, pointer, errors);
            }
        });
    }

    private static DecisionRecord parse(String id, String text, String pointer, ValidationErrors errors) {
        return MadrCodec.decode(id, text, pointer, errors);
    }
}
