// SPDX-License-Identifier: Apache-2.0

/// Background jobs: fixed interval, wake-up and error handling. Every periodic task is a
/// [dev.evenkeel.server.foundation.jobs.BackgroundJob], which the bean that does the work adds to
/// [dev.evenkeel.server.foundation.jobs.BackgroundJobs]. To list all jobs, find the callers of its `add`.
@NullMarked
package dev.evenkeel.server.foundation.jobs;

import org.jspecify.annotations.NullMarked;
