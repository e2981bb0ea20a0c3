// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeCsvFileTest {
    @Test
    void readsARowAsAReport() {
        ChangeCsvFile read = ChangeCsvFile.parse("""
                externalId,service,environment,at,title,unplanned,kind,technologies
                payments#1,payments,production,2026-11-01T10:00:00Z,"add a column, then use it",true,SCHEMA,redis; kafka
                payments#2,payments,production,2026-11-02 10:00:00 +0100,,,,
                """, "spinnaker");

        assertThat(read.errors()).isEmpty();
        assertThat(read.changes()).hasSize(2);
        assertThat(read.changes().getFirst().toString())
                .isEqualTo("{\"source\":\"spinnaker\",\"state\":\"COMPLETED\",\"externalId\":\"payments#1\","
                        + "\"service\":\"payments\",\"environment\":\"production\",\"at\":\"2026-11-01T10:00:00Z\","
                        + "\"title\":\"add a column, then use it\",\"unplanned\":true,\"kind\":\"SCHEMA\","
                        + "\"technologies\":[\"redis\",\"kafka\"]}");
    }

    @Test
    void saysEverythingThatIsWrongWithItsLine() {
        ChangeCsvFile read = ChangeCsvFile.parse("""
                externalId,service,environment,at,state
                1,payments,production,noon,COMPLETED
                2,,production,2026-11-01T10:00:00Z,LOST
                3,payments
                """, "csv");

        assertThat(read.errors())
                .anyMatch(fault -> fault.startsWith("line 2: at must be a time with an offset"))
                .anyMatch(fault -> fault.startsWith("line 3: service is missing"))
                .anyMatch(fault -> fault.startsWith("line 3: state must be"))
                .contains("line 4: has 2 cells, the first row 5")
                .hasSize(4);
    }

    @Test
    void knowsItsColumns() {
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
