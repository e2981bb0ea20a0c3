// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

/// One server-sent event.
///
/// @param type `message` when the server named none
/// @param data lines joined by line ends
public record ServerSentEvent(String type, String data) {}
