package org.haidang.server.program;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.haidang.server.audit.Audit;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.news.News;
import org.haidang.server.plan.Plans;
import org.haidang.server.plan.store.PlanStore;
import org.haidang.server.store.Database;
import org.haidang.server.survey.SurveyPhotos;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.store.SurveyStore;
import org.haidang.server.web.request.Programme;

/** The parts that carry out the programme, on one database. */
final class ProgrammeParts {
    private ProgrammeParts() {}

    static Programme of(
            Path data,
            Database database,
            CameraRegistry registry,
            Audit audit,
            News news,
            SecureRandom random,
            InstantSource clock) {
        Lives lives = new Lives(new LifeStore(database), registry, audit, news, random, clock);
        Plans plans =
                new Plans(new PlanStore(database), lives, registry, audit, news, random, clock);
        Surveys surveys =
                new Surveys(
                        new SurveyStore(database),
                        new SurveyPhotos(data.resolve("photos")),
                        lives,
                        registry,
                        audit,
                        news,
                        random,
                        clock);
        return new Programme(lives, plans, surveys);
    }
}
