// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

/// Who sent a request. Controllers take an [Admin] or a [SdkClient] as a parameter.
public sealed interface Caller {
    /// A person or script with all rights.
    ///
    /// @param name as it stands in the audit ledger
    record Admin(String name) implements Caller {}

    /// A service that presented an SDK key.
    ///
    /// @param environment the environment the key belongs to
    record SdkClient(String environment) implements Caller {}
}
