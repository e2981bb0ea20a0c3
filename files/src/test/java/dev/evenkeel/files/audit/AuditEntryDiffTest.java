// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditEntryDiffTest {
    @Test
    void listsChangedValuesByJsonPointer() {
        assertThat(AuditEntryDiff.between(
                        Json.of("{'a':1,'b':{'c/d':[1,2]},'e':{}}"), Json.of("{'a':1.0,'b':{'c/d':[1,3,4]},'f':'x'}")))
                .containsExactly(
                        new ValueChange("/a", "1", "1.0"),
                        new ValueChange("/b/c~1d/1", "2", "3"),
                        new ValueChange("/e", "{}", null),
                        new ValueChange("/b/c~1d/2", null, "4"),
                        new ValueChange("/f", null, "\"x\""));
    }

    @Test
    void treatsInvalidJsonAsWholeValue() {
        assertThat(AuditEntryDiff.between(null, "not JSON")).containsExactly(new ValueChange("", null, "not JSON"));
    }

    @Test
    void returnsNoChangesForNullValues() {
        assertThat(AuditEntryDiff.between(null, null)).isEqualTo(List.of());
    }
}
