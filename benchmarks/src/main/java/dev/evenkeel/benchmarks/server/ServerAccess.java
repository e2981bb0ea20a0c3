// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import java.net.URI;

/// The address of a server and the secrets that it accepts.
///
/// @param adminToken token of an administrator
/// @param sdkKey SDK key of the default environment
public record ServerAccess(URI address, String adminToken, String sdkKey) {
    /// Returns the access with another SDK key.
    public ServerAccess withSdkKey(String key) {
        return new ServerAccess(address, adminToken, key);
    }
}
