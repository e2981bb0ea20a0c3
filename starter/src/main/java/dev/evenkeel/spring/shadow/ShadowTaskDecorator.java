// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCall;
import java.util.Optional;
import org.springframework.core.task.TaskDecorator;

/// Takes the mark of a shadow call along to the thread that a task runs in.
final class ShadowTaskDecorator implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable task) {
        Optional<String> flagKey = ShadowCall.flagKey();
        return flagKey.isEmpty() ? task : () -> ShadowCall.run(flagKey.get(), task);
    }
}
