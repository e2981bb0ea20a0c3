// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

/// A warning about a valid request.
///
/// @param pointer JSON pointer (RFC 6901) into the request
/// @param remedy what to do if the value is wrong
public record ValidationWarning(String pointer, String message, String remedy) {}
