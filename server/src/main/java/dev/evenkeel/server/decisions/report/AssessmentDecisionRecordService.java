// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.DecisionRecordIdGenerator;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.decisions.technology.DecisionRecordService;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The decision record of an assessment, made anew from its records whenever somebody asks. Thread-safe.
@Component
class AssessmentDecisionRecordService {
    private final DecisionMemoService memos;
    private final AssessmentService assessments;
    private final DecisionRecordService records;
    private final PublicBaseUrl address;

    AssessmentDecisionRecordService(
            DecisionMemoService memos,
            AssessmentService assessments,
            DecisionRecordService records,
            PublicBaseUrl address) {
        this.memos = memos;
        this.assessments = assessments;
        this.records = records;
        this.address = address;
    }

    /// The record of an assessment. Its id is that of the one which is kept here, else the next one.
    ///
    /// @param server address before the paths of links; empty for where people reach this one
    /// @param informed who was told
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such assessment
    @Transactional(readOnly = true)
    DecisionRecord of(String assessment, String server, List<String> informed) {
        Assessment made = assessments.get(assessment);
        String id = DecisionRecordIdGenerator.of(records.list(), made.id(), MadrDecisionRecordBuilder.title(made));
        var head = new MadrDecisionRecordBuilder.RecordDetails(id, status(made), informed);
        return new MadrDecisionRecordBuilder(memos.facts(made), server.isBlank() ? address.base() : server)
                .record(head);
    }

    private String status(Assessment made) {
        if (made.decision() == null) {
            return "proposed";
        }
        return assessments
                .newestDecidedOf(made.environment(), made.flag())
                .map(Assessment::id)
                .filter(newest -> !newest.equals(made.id()))
                .map(newest -> "superseded by assessment " + newest)
                .orElse("accepted");
    }
}
