// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import org.jspecify.annotations.Nullable;

/// The properties under `evenkeel` do not suffice to start the SDK.
final class EvenkeelConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EvenkeelConfigurationException(@Nullable String problem) {
        super(problem);
    }
}
