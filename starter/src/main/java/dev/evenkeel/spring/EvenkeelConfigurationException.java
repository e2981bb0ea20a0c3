// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

/// Thrown when the properties under `evenkeel` do not suffice to start the SDK.
final class EvenkeelConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EvenkeelConfigurationException(String problem) {
        super(problem);
    }
}
