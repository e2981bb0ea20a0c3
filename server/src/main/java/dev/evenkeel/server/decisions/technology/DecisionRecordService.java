// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.AcceptedDecisionRecords;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.gates.gate.GateAuditRecorder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// The front door of decision records. Their texts stay as they were written. Thread-safe.
@Component
public class DecisionRecordService {
    private final DecisionRecordRepository table;
    private final GateAuditRecorder ledger;

    DecisionRecordService(DecisionRecordRepository table, GateAuditRecorder ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// All, by id.
    public List<DecisionRecord> list() {
        return table.texts().entrySet().stream()
                .map(one -> read(one.getKey(), one.getValue(), "", new ValidationErrors()))
                .toList();
    }

    /// Those whose text holds some words, by id.
    public List<DecisionRecord> naming(String words) {
        return table.texts().entrySet().stream()
                .filter(one -> one.getValue().contains(words))
                .map(one -> read(one.getKey(), one.getValue(), "", new ValidationErrors()))
                .toList();
    }

    /// The text of one, as it was written.
    ///
    /// @throws NotFoundException when there is none
    public String text(String id) {
        return table.find(id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.DECISION_RECORD_NOT_FOUND,
                        "There is no decision record " + id + ".",
                        "GET /api/v1/decision-records lists all of them."));
    }

    /// Ids of all.
    Set<String> ids() {
        return table.ids();
    }

    /// Those that hold, with what they are about: the technologies that their head lists as `technologies`, or
    /// those that their id or title names.
    AcceptedDecisionRecords accepted() {
        return new AcceptedDecisionRecords(table.accepted().entrySet().stream()
                .map(one -> read(one.getKey(), one.getValue(), "", new ValidationErrors()))
                .collect(Collectors.toMap(DecisionRecord::id, DecisionRecordService::subject)));
    }

    private static AcceptedDecisionRecords.Subject subject(DecisionRecord record) {
        JsonNode listed = record.head().others().get("technologies");
        return new AcceptedDecisionRecords.Subject(
                record.id() + " " + record.title(), listed == null ? Set.of() : keys(listed));
    }

    /* A list, or keys with commas between them. */
    private static Set<String> keys(JsonNode listed) {
        Stream<String> texts =
                listed.isArray() ? listed.valueStream().map(JsonNode::asString) : Stream.of(listed.asString());
        return texts.flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
    }

    /// Takes texts over, all or none. One that is as it was changes nothing.
    ///
    /// @param texts by id
    /// @throws ValidationException with everything that is wrong
    @Transactional
    public List<DecisionRecord> put(Map<String, String> texts, String reason, String who) {
        var faults = new ValidationErrors();
        List<DecisionRecord> records = texts.entrySet().stream()
                .map(one -> read(one.getKey(), one.getValue(), "/records/" + one.getKey(), faults))
                .toList();
        RequestValidation.throwIfAny(faults, "No decision record was changed.");
        Map<String, String> before = table.texts();
        for (DecisionRecord one : records) {
            String text = String.valueOf(texts.get(one.id()));
            String former = before.get(one.id());
            if (!text.equals(former)) {
                table.put(one.id(), text, one.isAccepted(), ledger.now());
                ledger.note(
                        new GateAuditRecorder.AuditedAction(who, "decision-record.set", one.id(), reason),
                        former,
                        text);
            }
        }
        return records;
    }

    private static DecisionRecord read(String id, String text, String pointer, ValidationErrors faults) {
        return MadrCodec.read(id, text, pointer, faults);
    }
}
