// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCallMarker;
import java.util.Optional;
import org.springframework.core.task.TaskDecorator;

/// Task decorator that propagates the shadow mark to the thread that runs a task.
final class ShadowTaskDecorator implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable task) {
        Optional<String> flagKey = ShadowCallMarker.flagKey();
        return flagKey.isEmpty() ? task : () -> ShadowCallMarker.run(flagKey.get(), task);
    }
}
