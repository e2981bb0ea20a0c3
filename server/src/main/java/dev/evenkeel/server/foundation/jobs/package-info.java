// SPDX-License-Identifier: Apache-2.0

/// Background jobs: fixed interval, wake-up and error handling. Implement every periodic task with it.
@NullMarked
package dev.evenkeel.server.foundation.jobs;

import org.jspecify.annotations.NullMarked;
