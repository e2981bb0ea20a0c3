// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordDetailsResponse;
import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.api.DecisionRecordApi.PutDecisionRecordsRequest;
import dev.evenkeel.api.DecisionRecordApi.Section;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for decision records (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/decision-records")
class DecisionRecordController {
    private final DecisionRecordService records;

    DecisionRecordController(DecisionRecordService records) {
        this.records = records;
    }

    /// Lists the headers of all decision records, by ID.
    @GetMapping
    List<DecisionRecordResponse> list() {
        return records.list().stream().map(DecisionRecordController::toResponse).toList();
    }

    /// Returns a decision record with its sections and its original text.
    @GetMapping("/{id}")
    DecisionRecordDetailsResponse get(@PathVariable String id) {
        String text = records.getText(id);
        DecisionRecord one = MadrCodec.decode(id, text, "", new ValidationErrors());
        List<Section> sections = one.sections().stream()
                .map(section -> new Section(section.level(), section.heading(), section.body()))
                .toList();
        return new DecisionRecordDetailsResponse(toResponse(one), one.introduction(), sections, text);
    }

    /// Creates or replaces decision records, all or none.
    @PutMapping
    @RequiresRight(Right.AUTHOR)
    List<DecisionRecordResponse> saveAll(JsonRequest<PutDecisionRecordsRequest> body, Caller.Actor caller) {
        return records.saveAll(body, caller.name()).stream()
                .map(DecisionRecordController::toResponse)
                .toList();
    }

    private static DecisionRecordResponse toResponse(DecisionRecord one) {
        DecisionRecord.FrontMatter header = one.frontMatter();
        return new DecisionRecordResponse(
                one.id(),
                one.title(),
                header.status(),
                header.date(),
                header.decisionMakers(),
                header.consulted(),
                header.informed(),
                one.isAccepted());
    }
}
