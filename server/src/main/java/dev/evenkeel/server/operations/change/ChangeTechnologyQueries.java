// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What reported changes say of the technologies that they introduce. Thread-safe.
@Component
public class ChangeTechnologyQueries {
    private final ChangeRepository changes;

    ChangeTechnologyQueries(ChangeRepository changes) {
        this.changes = changes;
    }

    /// A change that was reported, with what it says of technologies.
    ///
    /// @param introduces keys of those that it introduces, empty for none; null when nobody said
    /// @param rolledBackAt when it was taken back; null when it was not
    public record TechnologyIntroduction(
            Change change,
            @Nullable List<String> introduces,
            @Nullable Instant rolledBackAt) {
        private static TechnologyIntroduction of(RecordedChange one) {
            return new TechnologyIntroduction(one.change(), one.details().technologies(), one.rolledBackAt());
        }
    }

    /// Changes that say which technologies they introduce, oldest first.
    public List<TechnologyIntroduction> introducing() {
        return changes.introducing().stream().map(TechnologyIntroduction::of).toList();
    }

    /// Changes of a service that run, whatever they say, oldest first.
    public List<TechnologyIntroduction> running(String service, String environment) {
        return changes.running(service, environment).stream()
                .map(TechnologyIntroduction::of)
                .toList();
    }

    /// Whether a change was reported under this id.
    public boolean knows(String id) {
        return changes.find(id).isPresent();
    }
}
