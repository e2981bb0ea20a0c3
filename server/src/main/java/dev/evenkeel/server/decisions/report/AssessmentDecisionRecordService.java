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

/// A service that builds the decision record of an assessment from its records at each request.
@Component
class AssessmentDecisionRecordService {
    private final DecisionMemoService memos;
    private final AssessmentService assessments;
    private final DecisionRecordService records;
    private final PublicBaseUrl baseUrl;

    AssessmentDecisionRecordService(
            DecisionMemoService memos,
            AssessmentService assessments,
            DecisionRecordService records,
            PublicBaseUrl baseUrl) {
        this.memos = memos;
        this.assessments = assessments;
        this.records = records;
        this.baseUrl = baseUrl;
    }

    /// Builds the decision record of an assessment. Its id is that of the stored record about the assessment,
    /// or the next free one.
    ///
    /// @param server base address for links; empty for this server's public address
    /// @param informed people who were informed
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the assessment does not exist
    @Transactional(readOnly = true)
    DecisionRecord build(String assessment, String server, List<String> informed) {
        Assessment made = assessments.get(assessment);
        String id =
                DecisionRecordIdGenerator.generate(records.list(), made.id(), MadrDecisionRecordBuilder.title(made));
        var head = new MadrDecisionRecordBuilder.MadrHeaderFields(id, status(made), informed);
        return new MadrDecisionRecordBuilder(memos.loadInputs(made), server.isBlank() ? baseUrl.url() : server)
                .build(head);
    }

    private String status(Assessment assessment) {
        if (assessment.decision() == null) {
            return "proposed";
        }
        return assessments
                .findNewestDecidedByFlag(assessment.environment(), assessment.flag())
                .map(Assessment::id)
                .filter(newest -> !newest.equals(assessment.id()))
                .map(newest -> "superseded by assessment " + newest)
                .orElse("accepted");
    }
}
