package org.haidang.server.web.programme;

import java.io.IOException;
import org.haidang.programme.survey.Operation;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.photo.CleanPhoto;
import org.haidang.server.photo.PhotoException;
import org.haidang.server.rights.Action;
import org.haidang.server.survey.SurveyPhotos;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.store.PhotoRow;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Photos of a survey. */
@RestController
@RequestMapping("/api/v1/surveys/{id}/photos")
final class SurveyPhotoController {
    private final Surveys surveys;
    private final SurveyGate gate;

    SurveyPhotoController(Services services, Gate gate) {
        this.surveys = services.programme().surveys();
        this.gate = new SurveyGate(surveys, gate);
    }

    /**
     * Takes a photo. Its id is made on the phone: the same one sent again is the same photo.
     *
     * @param keepPlace keep where it was taken, beside the picture
     */
    @PostMapping
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    SurveyAnswer.PhotoView add(
            @PathVariable String id,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String photo,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(defaultValue = "false") boolean keepPlace,
            Caller caller)
            throws IOException {
        // Before anything is said about what was sent.
        gate.need(caller, Action.SURVEY_WRITE, id);
        if (file == null) {
            throw ProblemException.invalid("file", "field.required");
        }
        if (!Operation.ID.matcher(photo).matches()) {
            throw ProblemException.invalid("photo", "survey.operation");
        }
        String said = VietnameseText.normalise(caption);
        if (said.length() > SurveyPhotos.MAX_CAPTION_CHARACTERS) {
            throw ProblemException.invalid(
                    "caption", "survey.too-long", SurveyPhotos.MAX_CAPTION_CHARACTERS);
        }
        if (file.getSize() > CleanPhoto.MAX_BYTES) {
            throw ProblemException.of(413, "too-large", "10 MiB");
        }
        try {
            return SurveyAnswer.PhotoView.of(
                    surveys.addPhoto(
                            id,
                            new SurveyPhotos.Sent(photo, said, keepPlace, file.getBytes()),
                            Acts.actor(caller)));
        } catch (PhotoException e) {
            throw ProblemException.invalid("file", "photo." + e.reason().id());
        } catch (SurveyPhotos.BusyException e) {
            throw ProblemException.busy(e);
        }
    }

    @GetMapping("/{photo}")
    @Needs(value = Action.SURVEY_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> photo(
            @PathVariable String id, @PathVariable String photo, Caller caller) {
        gate.need(caller, Action.SURVEY_READ, id);
        PhotoRow row = surveys.photo(id, photo).orElseThrow(ProblemException::notFound);
        return ResponseEntity.ok()
                .header("Content-Type", row.mediaType())
                .header("Cache-Control", "private, no-store")
                .header("Content-Disposition", "inline")
                .body(surveys.bytes(id, row));
    }

    @DeleteMapping("/{photo}")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String photo, Caller caller) {
        gate.need(caller, Action.SURVEY_WRITE, id);
        PhotoRow row = surveys.photo(id, photo).orElseThrow(ProblemException::notFound);
        surveys.removePhoto(id, row, Acts.actor(caller));
    }
}
