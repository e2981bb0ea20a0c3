// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The background jobs of the server: starts them when everything else runs, wakes them up after events, and
/// stops them first. On shutdown, all jobs together wait at most two seconds for their last runs. Thread-safe.
@Component
public class BackgroundJobs implements SmartLifecycle, ApplicationListener<PayloadApplicationEvent<?>> {
    private final List<BackgroundJob> jobs = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /// Adds a job before the server starts, that is, in the constructor of a bean.
    ///
    /// @throws IllegalStateException when the jobs have been started, or a job has the same name
    public BackgroundJob add(BackgroundJob.Builder declared) {
        BackgroundJob job = declared.build();
        if (running || jobs.stream().anyMatch(other -> other.name().equals(job.name()))) {
            throw new IllegalStateException("The job \"" + job.name()
                    + "\" cannot be added: another job has the name, or the jobs have been started."
                    + " Add each job once, in the constructor of a singleton bean.");
        }
        jobs.add(job);
        return job;
    }

    /// Returns a job.
    ///
    /// @throws java.util.NoSuchElementException when no job has the name
    public BackgroundJob get(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<?> event) {
        Object payload = event.getPayload();
        jobs.stream().filter(job -> job.isWokenUpBy(payload)).forEach(BackgroundJobs::wakeUpAfterTransaction);
    }

    private static void wakeUpAfterTransaction(BackgroundJob job) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            job.runSoon();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                job.runSoon();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        jobs.forEach(BackgroundJob::start);
    }

    @Override
    public void stop() {
        running = false;
        jobs.forEach(BackgroundJob::requestStop);
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.forEach(job -> waiting.execute(job::stop));
        }
    }

    @Override
    public void stop(Runnable callback) {
        Thread.startVirtualThread(() -> {
            stop();
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
