// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

/// A server-sent event.
///
/// @param type `message` when the server sent none
/// @param data lines joined by line ends
public record ServerSentEvent(String type, String data) {}
