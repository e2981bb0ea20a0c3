// SPDX-License-Identifier: Apache-2.0

/// HTTP infrastructure: request body limits, load shedding, security headers, error rendering and the client
/// for outbound requests.
@NullMarked
package dev.evenkeel.server.foundation.web;

import org.jspecify.annotations.NullMarked;
