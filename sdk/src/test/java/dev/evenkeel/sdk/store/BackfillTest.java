// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackfillTest {
    private static final int ROWS = 1_234;

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final InMemoryStore oldStore = new InMemoryStore();
    private final InMemoryStore newStore = new InMemoryStore();
    private final Journal journal = new Journal();
    private final List<KeyRange<Integer>> copied = new ArrayList<>();
    private RangeCopier<Integer> copy = range -> newStore.copy(oldStore, range);

    BackfillTest() {
        for (int key = 0; key < ROWS; key++) {
            oldStore.put(7 * key, 100 + key);
        }
        evenkeel.load(MigrationStageDefinitions.at(MigrationStage.DUALWRITE));
    }

    @Test
    void copiesEachRowOnceInRangesOfConfiguredSize() throws InterruptedException {
        Backfill backfill = backfill();
        assertThat(backfill.progress()).isEqualTo(new Backfill.Progress(0, 0, false));

        assertThat(backfill.run()).isEqualTo(new Backfill.Progress(13, ROWS, true));

        assertThat(newStore.rows()).isEqualTo(oldStore.rows());
        assertThat(copied).hasSize(13);
        assertThat(copied.get(0)).hasToString("(.., 693]");
        assertThat(copied.get(12)).hasToString("(8393, 8631]");
        assertThat(backfill.progress().finished()).isTrue();
    }

    @Test
    void resumesAfterFailure() throws InterruptedException {
        RangeCopier<Integer> sound = copy;
        copy = range -> {
            if (copied.size() == 5) {
                throw new IllegalStateException("disk full");
            }
            return sound.copy(range);
        };
        Backfill backfill = backfill();
        assertThatThrownBy(backfill::run).hasMessage("disk full");
        assertThat(backfill.progress()).isEqualTo(new Backfill.Progress(4, 400, false));

        copy = sound;
        assertThat(backfill().run()).isEqualTo(new Backfill.Progress(9, ROWS - 400, true));
        assertThat(newStore.rows()).isEqualTo(oldStore.rows());
    }

    @Test
    void doesNotOverwriteRowsInNewStore() throws InterruptedException {
        newStore.put(70, 1);
        backfill().run();
        assertThat(newStore.rows()).hasSize(ROWS).containsEntry(70, 1L);
    }

    @Test
    void stopsAtLastKeyKnownAtStart() throws InterruptedException {
        RangeCopier<Integer> sound = copy;
        copy = range -> {
            oldStore.put(oldStore.rows().lastKey() + 1, 1);
            return sound.copy(range);
        };
        assertThat(backfill().run().ranges()).isEqualTo(13);
    }

    @Test
    void finishesImmediatelyForEmptyStore() throws InterruptedException {
        oldStore.rows().keySet().forEach(oldStore::remove);
        assertThat(backfill().run()).isEqualTo(new Backfill.Progress(0, 0, true));
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"OFF", "LIVE", "RAMPDOWN", "COMPLETE"})
    void rejectsStagesOtherThanDualWriteAndShadow(MigrationStage migrationStage) {
        evenkeel.load(MigrationStageDefinitions.at(migrationStage));
        assertThatThrownBy(() -> backfill().run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"ledger-store\" requires that all units are at dualwrite or shadow")
                .hasMessageContaining("the flag is at " + migrationStage.variant());
        assertThat(copied).isEmpty();
    }

    @Test
    void stopsWhenStageChangesDuringBackfill() {
        RangeCopier<Integer> sound = copy;
        copy = range -> {
            if (copied.size() == 3) {
                evenkeel.load(MigrationStageDefinitions.at(MigrationStage.OFF));
            }
            return sound.copy(range);
        };
        assertThatThrownBy(() -> backfill().run()).hasMessageContaining("roll out dualwrite first");
        assertThat(copied).hasSize(3);
        assertThat(journal.upTo).isEqualTo(copied.get(2).upTo());
    }

    @Test
    void rejectsMissingJournalAndOutOfRangeOptions() {
        Backfill.Builder<Integer> builder =
                evenkeel.migration(MigrationStageDefinitions.FLAG).backfill(oldStore, copy);
        assertThatThrownBy(builder::build).hasMessageContaining("call journal(journal)");
        assertThatThrownBy(() -> builder.rangeRows(0)).hasMessage("rows per range must be 1 to 1,000,000, got 0");
        assertThatThrownBy(() -> builder.rowsPerSecond(0)).hasMessage("rows per second must be at least 1, got 0");
    }

    private Backfill backfill() {
        return evenkeel.migration(MigrationStageDefinitions.FLAG)
                .backfill(oldStore, range -> {
                    copied.add(range);
                    return copy.copy(range);
                })
                .journal(journal)
                .rangeRows(100)
                .rowsPerSecond(1_000_000)
                .build();
    }

    private static final class Journal implements BackfillJournal<Integer> {
        private @Nullable Integer upTo;

        @Override
        public @Nullable Integer lastCopiedKey() {
            return upTo;
        }

        @Override
        public void saveLastCopiedKey(Integer upTo) {
            this.upTo = upTo;
        }
    }
}
