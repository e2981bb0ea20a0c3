// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.api.ChangeApi.ReportChangeRequest;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ReportedChangeState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeCsvFileTest {
    @Test
    void parsesRowsAsChangeReports() {
        ChangeCsvFile read = ChangeCsvFile.parse("""
                externalId,service,environment,at,title,unplanned,kind,technologies
                payments#1,payments,production,2026-11-01T10:00:00Z,"add a column, then use it",true,SCHEMA,redis; kafka
                payments#2,payments,production,2026-11-02 10:00:00 +0100,,,,
                """, "spinnaker");

        assertThat(read.errors()).isEmpty();
        assertThat(read.changes())
                .extracting(
                        ReportChangeRequest::externalId,
                        ReportChangeRequest::at,
                        ReportChangeRequest::title,
                        ReportChangeRequest::unplanned,
                        ReportChangeRequest::kind,
                        ReportChangeRequest::technologies)
                .containsExactly(
                        tuple(
                                "payments#1",
                                Instant.parse("2026-11-01T10:00:00Z"),
                                "add a column, then use it",
                                true,
                                ChangeKind.SCHEMA,
                                List.of("redis", "kafka")),
                        tuple("payments#2", Instant.parse("2026-11-02T09:00:00Z"), null, null, null, null));
        assertThat(read.changes()).allSatisfy(change -> {
            assertThat(change.source()).isEqualTo("spinnaker");
            assertThat(change.state()).isEqualTo(ReportedChangeState.COMPLETED);
        });
    }

    @Test
    void reportsAllErrorsWithLineNumbers() {
        ChangeCsvFile read = ChangeCsvFile.parse("""
                externalId,service,environment,at,state
                1,payments,production,noon,COMPLETED
                2,,production,2026-11-01T10:00:00Z,LOST
                3,payments
                """, "csv");

        assertThat(read.errors())
                .anyMatch(fault -> fault.startsWith("line 2: at must be a time with a UTC offset"))
                .anyMatch(fault -> fault.startsWith("line 3: service is missing"))
                .anyMatch(fault -> fault.startsWith("line 3: state must be"))
                .contains("line 4: has 2 cells, the first row 5")
                .hasSize(4);
    }

    @Test
    void rejectsUnknownOrDuplicateColumnsAndEmptyFiles() {
        assertThat(ChangeCsvFile.parse("service,when\npayments,now\n", "csv").errors())
                .singleElement()
                .asString()
                .startsWith("unknown column \"when\"; allowed: artifact, at, author,");
        assertThat(ChangeCsvFile.parse("service,service\na,b\n", "csv").errors())
                .containsExactly("duplicate column service");
        assertThat(ChangeCsvFile.parse("service\n", "csv").errors())
                .singleElement()
                .asString()
                .contains("contains no changes");
    }
}
