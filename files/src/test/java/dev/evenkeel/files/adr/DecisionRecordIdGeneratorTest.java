// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionRecordIdGeneratorTest {
    private static DecisionRecord record(String id, String text) {
        return MadrCodec.decode(id, text, "", new ValidationErrors());
    }

    @ParameterizedTest
    @CsvSource({
        "Move the core: stabilise first, 0013-move-the-core-stabilise-first",
        "  Größe 2!, 0013-gr-e-2",
        "???, 0013-decision"
    })
    void combinesNextNumberAndTitleSlug(String title, String id) {
        List<DecisionRecord> known = List.of(record("0012-b", "# B"), record("0003-a", "# A"), record("notes", "# N"));
        assertThat(DecisionRecordIdGenerator.generate(known, "ra-1", title)).isEqualTo(id);
        assertThat(DecisionRecord.isId(id)).isTrue();
        assertThat(DecisionRecordIdGenerator.generate(List.of(), "ra-1", title)).startsWith("0001-");
    }

    @Test
    void reusesIdOnlyOfRecordLinkedToAssessment() {
        DecisionRecord own = record("0002-old-title", "---\nassessment: ra-1\n---\n# Old");
        DecisionRecord other = record("0007-other", "---\nstatus: accepted\n---\n# Other\n\nsee ra-1");
        assertThat(DecisionRecordIdGenerator.generate(List.of(other, own), "ra-1", "New"))
                .isEqualTo("0002-old-title");
        assertThat(DecisionRecordIdGenerator.generate(List.of(other), "ra-1", "New"))
                .isEqualTo("0008-new");
    }

    @Test
    void truncatesLongTitles() {
        String id = DecisionRecordIdGenerator.generate(List.of(), "ra-1", "very ".repeat(40));
        assertThat(id).hasSizeLessThanOrEqualTo(100).endsWith("very");
        assertThat(DecisionRecord.isId(id)).isTrue();
    }
}
